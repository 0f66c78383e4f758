package dev.coldstart.cli.init;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;

/**
 * A port that an ASP.NET Core app listens on whatever {@code ASPNETCORE_URLS} says.
 *
 * @param where what says so, such as {@code appsettings.json}
 */
record DotNetListening(int port, Protocol protocol, String where) {

    /** What is spoken at the port. */
    enum Protocol {
        PLAIN,
        TLS
    }

    private static final Pattern URL = Pattern.compile(
            "(?i)\\bhttp(?<tls>s?)://(?:\\[[^\\]\\s]*\\]|[^/:;\\s]+)(?::(?<port>[0-9]{1,5})\\b|(?=[/;]|$))");
    private static final Pattern KESTREL = Pattern.compile(
            "\\bListen(?:AnyIP|Localhost)\\(\\s*(?<port>[0-9]{1,5})\\b|\\.Listen\\(\\s*IPAddress\\.\\w+\\s*,\\s*(?<other>[0-9]{1,5})\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:UseUrls|Urls\\.Add|app\\.Run(?:Async)?)\\(\\s*(?<url>\"[^\"\\n]*\")");
    private static final Pattern SERVER = Pattern.compile(
            "\\b(?:WebApplication|WebHost|ConfigureWebHost\\w*|UseKestrel|HttpListener|TcpListener|KestrelServer|MetricServer)\\b");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * What goes before what, as tried on .NET 9: Kestrel's endpoints in settings and code, which are all in force, then addresses
     * in the code, then those in settings. Of several that are in force one without TLS.
     */
    static Optional<DotNetListening> of(Path folder) throws IOException {
        Map<String, String> settings = settings(folder);
        List<DotNetListening> endpoints = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (name.matches("kestrel:endpoints:[^:]+:url")) {
                endpoints.addAll(ofUrls(value, "Kestrel:Endpoints in appsettings.json"));
            }
        });
        List<DotNetListening> addresses = new ArrayList<>();
        for (Path source : Routes.sources(folder)) {
            String text = read(source);
            String where = String.valueOf(folder.relativize(source));
            KESTREL.matcher(text)
                    .results()
                    .map(m -> new DotNetListening(
                            Integer.parseInt(
                                    Optional.ofNullable(m.group("port")).orElseGet(() -> m.group("other"))),
                            protocol(text, m),
                            where))
                    .forEach(endpoints::add);
            ADDRESS.matcher(text)
                    .results()
                    .flatMap(m -> ofUrls(m.group("url").replace("\"", ""), where).stream())
                    .forEach(addresses::add);
        }
        List<DotNetListening> urls = Optional.ofNullable(settings.get("urls"))
                .map(said -> ofUrls(said, "Urls in appsettings.json"))
                .orElse(List.of());
        return Stream.of(endpoints, addresses, urls)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .flatMap(said -> said.stream().min(Comparator.comparing(DotNetListening::protocol)));
    }

    /** A host that the app answers requests for, where its settings allow certain ones and localhost is none of them. */
    static Optional<String> allowedHost(Path folder) throws IOException {
        List<String> hosts = Optional.ofNullable(settings(folder).get("allowedhosts")).stream()
                .flatMap(all -> Stream.of(all.split(";")))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        return hosts.stream().anyMatch(host -> host.matches("\\*|(?i)localhost"))
                ? Optional.empty()
                : hosts.stream()
                        .map(host -> host.replaceFirst("^\\*\\.", "www."))
                        .findFirst();
    }

    /** Whether the source has something that listens. */
    static boolean isSeen(Path folder) throws IOException {
        for (Path source : Routes.sources(folder)) {
            if (SERVER.matcher(read(source)).find()) {
                return true;
            }
        }
        return false;
    }

    /** By what stands in the brackets of the call that listens. */
    private static Protocol protocol(String text, MatchResult listen) {
        int open = 1;
        int end = listen.end();
        while (end < text.length() && open > 0) {
            open += text.charAt(end) == '(' ? 1 : text.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        return text.substring(listen.end(), end).contains("UseHttps") ? Protocol.TLS : Protocol.PLAIN;
    }

    private static List<DotNetListening> ofUrls(String urls, String where) {
        return URL.matcher(urls)
                .results()
                .map(m -> ofUrl(m, where))
                .filter(listening -> listening.port() > 0 && listening.port() < 1 << 16)
                .toList();
    }

    private static DotNetListening ofUrl(MatchResult url, String where) {
        Protocol protocol = url.group("tls").isEmpty() ? Protocol.PLAIN : Protocol.TLS;
        int port = Optional.ofNullable(url.group("port"))
                .map(Integer::parseInt)
                .orElse(protocol == Protocol.PLAIN ? HTTP : HTTPS);
        return new DotNetListening(port, protocol, where);
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** In lower case, names joined by colons; those of production, which is what runs where nothing else is said, go before. */
    private static Map<String, String> settings(Path folder) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : new String[] {"appsettings.json", "appsettings.Production.json"}) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    flatten(
                            "",
                            Json.line()
                                    .reader()
                                    .with(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                                    .with(JsonReadFeature.ALLOW_TRAILING_COMMA)
                                    .readTree(read(file).replace("\uFEFF", "")),
                            settings);
                } catch (JacksonException e) {
                    // The app will not like it either; nothing is known from it.
                }
            }
        }
        return settings;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(e -> flatten(
                            (name.isEmpty() ? "" : name + ":") + e.getKey().toLowerCase(Locale.ROOT),
                            e.getValue(),
                            into));
        } else if (node.isValueNode() && !node.isNull()) {
            into.put(name, node.asString());
        }
    }
}
