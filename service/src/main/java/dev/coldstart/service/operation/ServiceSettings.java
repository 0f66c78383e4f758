package dev.coldstart.service.operation;

import dev.coldstart.core.units.Units;
import dev.coldstart.service.access.OidcSettings;
import dev.coldstart.service.access.RateLimiter.Rate;
import dev.coldstart.service.access.RepositoryFilter;
import dev.coldstart.service.upload.PacedInput;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything about a service that somebody may decide, checked.
 *
 * @param listen where it answers
 * @param publicAddress how others reach it, for links and as the audience of identity tokens; no slash at its end
 * @param proxies who is believed when they say for whom they ask
 * @param database the connection string of a PostgreSQL database; empty: a file in the data folder
 * @param oidc empty when no repositories are named that may come with an identity token
 * @param deadline how long a comparison may take, waiting included
 * @param stopWithin how long a worker has to end its block when the service stops
 * @param shown every key with what it is and where that is from, without secrets
 */
public record ServiceSettings(
        Listen listen,
        URI publicAddress,
        TrustedProxies proxies,
        Path data,
        Optional<String> database,
        Limits limits,
        Watchers watchers,
        Rates rates,
        Retention retention,
        Optional<OidcSettings> oidc,
        Duration deadline,
        Duration stopWithin,
        LogFormat log,
        List<Shown> shown) {

    /** A network that drops packets may rest for some seconds. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** A setting for people. */
    public record Shown(String key, String text, String from) {}

    /**
     * Where it answers.
     *
     * @param port 0 takes any that is free
     */
    public record Listen(String host, int port) {}

    /**
     * What may be sent at most.
     *
     * @param upload bytes as sent
     * @param unpacked bytes
     * @param uploads under way at the same time
     * @param uploadsOfOne the same of one repository
     * @param pace how fast they have to come
     * @param head how long the head of any request may take to come
     */
    public record Limits(
            long upload,
            long unpacked,
            int entries,
            int uploads,
            int uploadsOfOne,
            PacedInput.Pace pace,
            Duration head) {}

    /** How many may watch comparisons live: all together, and one repository or address. */
    public record Watchers(int most, int mostOfOne) {}

    /** How often each may do what: a repository, a fork's pull requests of it, an address that signs in or errs. */
    public record Rates(Rate requests, Rate comparisons, Rate forkComparisons, Rate signIns, Rate wrongTokens) {}

    /** What is kept: reports and samples so long, artifacts up to so many bytes. */
    public record Retention(Duration age, long bytes) {}

    /** How the log is written. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /**
     * Reads them.
     *
     * @param file YAML; empty: none
     * @param environment variables, of which {@code COLDSTART_...} are read
     * @param options keys given on the command line; they outweigh the others
     * @throws SettingsException that lists all that is wrong
     */
    public static ServiceSettings read(
            Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
        SettingsReader in = new SettingsReader(file, environment, options);
        Listen listen = in.one("listen", "127.0.0.1:8080", ServiceSettings::listen);
        URI address = in.optional("public-address", ServiceSettings::address)
                .orElseGet(() -> URI.create("http://" + reachable(listen)));
        Path data = in.one("data", "coldstart-data", Path::of);
        Optional<String> database = in.secret("database", ServiceSettings::database);
        Limits limits = new Limits(
                in.one("limits.upload", "200MB", ServiceSettings::size),
                in.one("limits.unpacked", "1GB", ServiceSettings::size),
                in.one("limits.entries", "10000", count(1, 1_000_000)),
                in.one("limits.uploads-at-once", "50", count(1, 1000)),
                in.one("limits.uploads-per-repository", "10", count(1, 1000)),
                new PacedInput.Pace(
                        in.one("limits.upload-rate", "64KiB", ServiceSettings::size),
                        GRACE,
                        in.one("limits.upload-time", "15m", ServiceSettings::time)),
                in.one("limits.head-time", "20s", ServiceSettings::time));
        Watchers watchers = new Watchers(
                in.one("limits.watchers", "1000", count(1, 100_000)),
                in.one("limits.watchers-per-repository", "100", count(1, 100_000)));
        TrustedProxies proxies = in.one("trusted-proxies", "", TrustedProxies::parse);
        Rates rates = new Rates(
                in.one("rates.requests-per-minute", "1200", rate(Duration.ofMinutes(1))),
                in.one("rates.comparisons-per-hour", "60", rate(Duration.ofHours(1))),
                in.one("rates.fork-comparisons-per-hour", "6", rate(Duration.ofHours(1))),
                in.one("rates.sign-ins-per-minute", "10", rate(Duration.ofMinutes(1))),
                in.one("rates.wrong-tokens-per-minute", "30", rate(Duration.ofMinutes(1))));
        Retention retention = new Retention(
                in.one("retention.age", "400d", ServiceSettings::time),
                in.one("retention.size", "50GB", ServiceSettings::size));
        Optional<OidcSettings> oidc = oidc(in, address);
        Duration deadline = in.one("deadline", "6h", ServiceSettings::time);
        Duration stopWithin = in.one("stop-within", "60s", ServiceSettings::time);
        LogFormat log = in.one("log", "text", ServiceSettings::logFormat);
        return new ServiceSettings(
                listen,
                address,
                proxies,
                data,
                database,
                limits,
                watchers,
                rates,
                retention,
                oidc,
                deadline,
                stopWithin,
                log,
                in.end());
    }

    private static Optional<OidcSettings> oidc(SettingsReader in, URI publicAddress) {
        String issuer = in.one("oidc.issuer", OidcSettings.GITHUB, Function.identity());
        URI keys = in.one("oidc.keys", OidcSettings.GITHUB_KEYS.toString(), URI::create);
        String audience = in.optional("oidc.audience", Function.identity()).orElse(publicAddress.toString());
        Optional<RepositoryFilter> repositories = in.optional("oidc.repositories", ServiceSettings::filter);
        try {
            OidcSettings settings = new OidcSettings(
                    issuer, keys, audience, repositories.orElseGet(() -> new RepositoryFilter(List.of())));
            return repositories.map(r -> settings);
        } catch (IllegalArgumentException e) {
            in.problem("oidc.keys", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** All settings as lines for people, secrets hidden. */
    public String describe() {
        int width = shown.stream().mapToInt(s -> s.key().length()).max().orElse(0);
        return shown.stream()
                .map(s -> String.format(Locale.ROOT, "%-" + width + "s  %s  (%s)", s.key(), s.text(), s.from()))
                .collect(Collectors.joining("\n"));
    }

    /** Secrets are in here: what is printed by accident has none. */
    @Override
    public String toString() {
        return describe();
    }

    // ---- values ----

    private static Listen listen(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "8080" : text.substring(colon + 1);
        if (host.isBlank() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is no host and port, such as 0.0.0.0:8080");
        }
        return new Listen(host, Integer.parseInt(port));
    }

    private static String reachable(Listen listen) {
        return (listen.host().equals("0.0.0.0") || listen.host().equals("[::]") ? "localhost" : listen.host()) + ":"
                + listen.port();
    }

    private static URI address(String text) {
        URI address = URI.create(text.replaceFirst("/+$", ""));
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web
                || address.getHost() == null
                || address.getQuery() != null
                || !address.getPath().isEmpty()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no address that people can open, such as https://coldstart.example.com (without a path)");
        }
        return address;
    }

    private static String database(String text) {
        if (!text.matches("postgres(ql)?://.+")) {
            throw new IllegalArgumentException("a database is given as postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
        return text;
    }

    private static long size(String text) {
        long bytes = Units.bytes(text);
        if (bytes < 1) {
            throw new IllegalArgumentException("it must be above zero");
        }
        return bytes;
    }

    private static Duration time(String text) {
        Duration time = Units.duration(text);
        if (time.isZero()) {
            throw new IllegalArgumentException("it must be above zero");
        }
        return time;
    }

    private static Function<String, Integer> count(int least, int most) {
        return text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("'" + text + "' is no whole number from " + least + " to " + most);
            }
            return Integer.parseInt(text);
        };
    }

    private static Function<String, Rate> rate(Duration per) {
        return text -> new Rate(count(1, 1_000_000).apply(text), per);
    }

    private static RepositoryFilter filter(String text) {
        return new RepositoryFilter(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    private static LogFormat logFormat(String text) {
        return switch (text) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> throw new IllegalArgumentException("'" + text + "' is no way to write the log: text or json");
        };
    }
}
