package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.comparison.Comparisons;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The dashboard alone, on a real server and a real store. */
final class TestDashboard implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

    final Store store;
    final DataFolder data;
    final Tokens tokens;
    final ConcurrentLinkedQueue<String> cancelled = new ConcurrentLinkedQueue<>();
    private final Javalin server;

    TestDashboard(Path folder, DatabaseAddress database) {
        data = DataFolder.open(folder);
        store = Store.open(database, Store.Use.SERVICE);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        tokens = new Tokens(store, clock);
        URI address = URI.create("http://coldstart.example");
        Dashboard dashboard = new Dashboard(
                store,
                data,
                new Visits(tokens, address),
                new RateLimiter(new RateLimiter.Rate(100_000, Duration.ofMinutes(1)), clock),
                new RateLimiter(new RateLimiter.Rate(20, Duration.ofMinutes(1)), clock),
                (id, who) -> cancelled.add(id),
                () -> new Comparisons(data, store, clock, Duration.ofHours(6), new AuditLog(store, clock)).places(),
                address,
                clock);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    dashboard.addTo(config.routes);
                    // What the API sends, with events made up: the page must know them as they are.
                    config.routes.sse("/api/v1/comparisons/{id}/events", client -> {
                        client.sendEvent("queued", "{\"event\":\"queued\",\"place\":2}", "1");
                        client.sendEvent(
                                "began",
                                "{\"event\":\"began\",\"worker\":\"bench-1\",\"attempt\":1,\"next-block\":0}",
                                "2");
                        int number = 3;
                        for (int block = 0; block < 9; block++) {
                            for (String form : List.of("jit@head", "r2r-composite@head", "aot@head")) {
                                double ms = (form.startsWith("aot") ? 19 : 180) + block * 0.7 + form.length() / 3.0;
                                client.sendEvent(
                                        "start",
                                        "{\"event\":\"start\",\"variant\":\"" + form + "\",\"block\":" + block
                                                + ",\"position\":0,\"milliseconds\":" + ms + "}",
                                        Integer.toString(number++));
                            }
                        }
                        client.sendEvent(
                                "start",
                                "{\"event\":\"start\",\"variant\":\"aot@head\",\"block\":9,\"position\":0,\"failure\":\"timed-out\"}",
                                Integer.toString(number));
                        client.keepAlive();
                    });
                })
                .start("127.0.0.1", 0);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    String token(Tokens.Kind kind, Optional<String> repository) {
        return tokens.create(kind, repository, "test", Optional.empty());
    }

    @Override
    public void close() {
        server.stop();
        store.close();
        data.close();
    }
}
