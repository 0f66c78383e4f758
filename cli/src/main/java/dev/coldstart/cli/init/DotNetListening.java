package dev.coldstart.cli.init;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;

/**
 * A port that an ASP.NET Core app listens on whatever {@code ASPNETCORE_URLS} says.
 *
 * @param where what says so, such as {@code appsettings.json}
 */
record DotNetListening(int port, String where) {

    private static final Pattern URL =
            Pattern.compile("(?i)\\bhttp://[^/:;\\s]+:(?<port>[0-9]{1,5})\\b|\\bhttp://[^/:;\\s]+(?=[/;]|$)");
    private static final Pattern KESTREL = Pattern.compile(
            "\\bListen(?:AnyIP|Localhost)\\(\\s*(?<port>[0-9]{1,5})\\b|\\.Listen\\(\\s*IPAddress\\.\\w+\\s*,\\s*(?<other>[0-9]{1,5})\\b");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b(?:UseUrls|Urls\\.Add|app\\.Run(?:Async)?)\\(\\s*(?<url>\"[^\"\\n]*\")");
    private static final Pattern SERVER = Pattern.compile(
            "\\b(?:WebApplication|WebHost|ConfigureWebHost\\w*|UseKestrel|HttpListener|TcpListener|KestrelServer|MetricServer)\\b");
    private static final int HTTP = 80;

    /** What goes before what, as tried on .NET 9: Kestrel's endpoints, addresses in the code, those in settings. */
    static Optional<DotNetListening> of(Path folder) throws IOException {
        Map<String, String> settings = settings(folder);
        Optional<DotNetListening> endpoint = settings.entrySet().stream()
                .filter(e -> e.getKey().matches("kestrel:endpoints:[^:]+:url"))
                .flatMap(e -> ofUrl(e.getValue(), "Kestrel:Endpoints in appsettings.json").stream())
                .findFirst();
        if (endpoint.isPresent()) {
            return endpoint;
        }
        for (Path source : Routes.sources(folder)) {
            String text = read(source);
            String where = String.valueOf(folder.relativize(source));
            Optional<DotNetListening> said = KESTREL.matcher(text)
                    .results()
                    .filter(m -> !isHttps(text, m))
                    .map(m -> new DotNetListening(
                            Integer.parseInt(
                                    Optional.ofNullable(m.group("port")).orElseGet(() -> m.group("other"))),
                            where))
                    .findFirst()
                    .or(() -> ADDRESS.matcher(text)
                            .results()
                            .flatMap(m -> ofUrl(m.group("url").replace("\"", ""), where).stream())
                            .findFirst());
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.ofNullable(settings.get("urls")).flatMap(urls -> ofUrl(urls, "Urls in appsettings.json"));
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

    private static boolean isHttps(String text, MatchResult listen) {
        int end = text.indexOf(';', listen.end());
        return text.substring(listen.end(), end < 0 ? text.length() : end).contains("UseHttps");
    }

    private static Optional<DotNetListening> ofUrl(String urls, String where) {
        return URL.matcher(urls)
                .results()
                .map(m -> Optional.ofNullable(m.group("port"))
                        .map(Integer::parseInt)
                        .orElse(HTTP))
                .filter(port -> port > 0 && port < 1 << 16)
                .map(port -> new DotNetListening(port, where))
                .findFirst();
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
