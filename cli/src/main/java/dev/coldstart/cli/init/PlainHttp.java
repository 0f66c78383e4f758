package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What lets a Java app that its settings put behind TLS answer without, as apps are asked by plain HTTP.
 *
 * @param variable of the environment, which goes before the settings
 * @param setting that asks for TLS
 */
record PlainHttp(String variable, String value, String setting) {

    static Optional<PlainHttp> of(App app, Path folder) throws IOException {
        JavaSettings settings = JavaSettings.of(folder);
        return switch (app.kind()) {
            case SPRING_BOOT ->
                isOff(settings, "server.ssl.enabled")
                        ? Optional.empty()
                        : settings.namedBelow("server.ssl.")
                                .map(setting -> new PlainHttp("SERVER_SSL_ENABLED", "false", setting));
            case QUARKUS ->
                settings.first("quarkus.http.insecure-requests")
                        .filter(said -> !said.equals("enabled"))
                        .map(said -> new PlainHttp(
                                "QUARKUS_HTTP_INSECURE_REQUESTS", "enabled", "quarkus.http.insecure-requests"));
            case MICRONAUT ->
                micronaut(settings, "micronaut.server.ssl").or(() -> micronaut(settings, "micronaut.ssl"));
            case HELIDON, DROPWIZARD, ASP_NET, WORKER, DOTNET, MAVEN, JAR -> Optional.empty();
        };
    }

    private static Optional<PlainHttp> micronaut(JavaSettings settings, String section) {
        String setting = section + ".enabled";
        return settings.first(setting)
                .filter("true"::equals)
                .map(on -> new PlainHttp(setting.replace('.', '_').toUpperCase(Locale.ROOT), "false", setting));
    }

    private static boolean isOff(JavaSettings settings, String name) {
        return settings.first(name).filter("false"::equals).isPresent();
    }

    /** What was assumed, a sentence without a full stop. */
    String assumption() {
        return "it is measured without TLS, by " + variable + ": its settings ask for TLS (" + setting
                + "), and coldstart asks by plain HTTP";
    }
}
