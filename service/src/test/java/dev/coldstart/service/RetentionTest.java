package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.SettableClock;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.store.TestDatabase;
import dev.coldstart.worker.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is removed by age and by size, and what never is. */
final class RetentionTest {

    /** About 2 kB each, packed. */
    private static final byte[] MEASURED = archive(1);

    private static final byte[] SHARED = archive(2);
    private static final byte[] RELEASED = archive(3);
    private static final byte[] USED = archive(4);

    @TempDir
    Path dir;

    private static byte[] archive(int seed) {
        Random random = new Random(seed);
        String content = random.ints(4000, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());
        return new Tar().file("app", content).packed();
    }

    private static Submission submission(byte[] archive, String app, Cause cause) {
        Submission.Revision revision = new Submission.Revision(
                Optional.of(Tar.sha256(archive)),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return TestService.of(archive, TestService.submission(app, cause, revision, 1));
    }

    private static boolean known(TestService service, String token, byte[] archive) throws Exception {
        return service.get(
                                "/api/v1/builds?form=aot&architecture=x64&commit=" + Tar.sha256(archive)
                                        + "&configuration=" + "c".repeat(64),
                                token)
                        .statusCode()
                == 200;
    }

    private Path blob(byte[] archive) {
        String sha256 = Tar.sha256(archive);
        return dir.resolve("data/blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static void awaitGone(Path path) throws InterruptedException {
        while (Files.exists(path)) {
            Thread.sleep(20);
        }
    }

    private static int status(TestService service, String token, String path) throws Exception {
        return service.get("/api/v1/comparisons/" + path, token).statusCode();
    }

    private static void measure(TestService service, String token, String id) throws Exception {
        WorkerProcess worker = service.worker("w", () -> new FakeEngine((form, number, idle) -> FakeEngine.good(idle)));
        Thread working = Thread.ofPlatform().start(worker::run);
        while (!TestService.field(service.get("/api/v1/comparisons/" + id, token), "state")
                .equals("reported")) {
            Thread.sleep(20);
        }
        worker.stop();
        working.join();
    }

    @ParameterizedTest
    @EnumSource
    void removesWhatIsOldAndTooMuchAndNothingThatIsNeeded(TestDatabase database) throws Exception {
        SettableClock clock = new SettableClock();
        long two = USED.length + (long) SHARED.length;
        Map<String, String> options =
                new HashMap<>(Map.of("retention.age", "30d", "retention.size", "5kB", "deadline", "1000d"));
        String connection = database == TestDatabase.POSTGRESQL ? database.connectionString() : "";
        if (!connection.isEmpty()) {
            options.put("database", connection);
        }
        DatabaseAddress address = connection.isEmpty()
                ? DataFolder.database(dir.resolve("data"))
                : DatabaseAddress.postgresql(connection);
        try (TestService service = new TestService(dir.resolve("data"), clock, Duration.ofMinutes(1), options)) {
            String users = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            String orders = service.token(Tokens.Kind.REPOSITORY, "acme/orders");
            service.upload(users, MEASURED);
            service.upload(users, SHARED);
            service.upload(users, RELEASED);
            service.upload(users, USED);
            service.upload(orders, SHARED);
            String measured = TestService.id(service.submit(users, submission(MEASURED, "users", Cause.PUSH)));
            String shared = TestService.id(service.submit(users, submission(SHARED, "users", Cause.PUSH)));
            String released = TestService.id(service.submit(users, submission(RELEASED, "users", Cause.RELEASE)));
            for (String id : List.of(measured, shared, released)) {
                measure(service, users, id);
            }
            String open = TestService.id(service.submit(orders, submission(SHARED, "orders", Cause.PUSH)));
            assertThat(known(service, users, RELEASED)).isTrue();
            assertThat(service.get("/metrics", "").body())
                    .contains("coldstart_artifacts 4.0", "coldstart_retention_removed_bytes_total 0.0");
            Path orphan = Files.createDirectories(dir.resolve("data/comparisons/00000000000000000000000000"));
            Files.createDirectories(blob(archive(5)).getParent());
            Path halfDone = Files.write(blob(archive(5)), new byte[1], StandardOpenOption.CREATE_NEW);

            clock.pass(Duration.ofHours(23));
            assertThat(service.send(service.request("/api/v1/artifacts/" + Tar.sha256(USED), users)
                                    .HEAD()
                                    .build())
                            .statusCode())
                    .as("asked for, it counts as used")
                    .isEqualTo(200);
            clock.pass(Duration.ofHours(23));
            awaitGone(halfDone);

            assertThat(blob(MEASURED)).as("too much").doesNotExist();
            assertThat(blob(RELEASED)).as("too much: no report needs it").doesNotExist();
            assertThat(blob(SHARED))
                    .as("another repository's comparison needs it")
                    .exists();
            assertThat(blob(USED)).as("somebody was told that it is here").exists();
            assertThat(orphan).doesNotExist();
            assertThat(known(service, users, RELEASED))
                    .as("it would have to be sent")
                    .isFalse();
            assertThat(known(service, users, SHARED)).isTrue();
            assertThat(service.get("/metrics", "").body())
                    .contains("coldstart_artifacts 2.0", "coldstart_artifact_bytes " + (double) two);
            for (String id : List.of(measured, shared, released)) {
                assertThat(status(service, users, id + "/report.json")).isEqualTo(200);
            }

            clock.pass(Duration.ofDays(40));
            awaitGone(blob(USED));
            for (String id : List.of(measured, shared)) {
                assertThat(status(service, users, id)).as("it is old").isEqualTo(404);
                assertThat(dir.resolve("data/comparisons").resolve(id)).doesNotExist();
            }
            assertThat(status(service, users, released + "/report.json"))
                    .as("of a release")
                    .isEqualTo(200);
            assertThat(status(service, orders, open)).as("it waits").isEqualTo(200);
            measure(service, orders, open);
        }
        try (Store store = Store.open(address, Store.Use.COMMAND)) {
            assertThat(new AuditLog(store, clock)
                            .latest(100).stream()
                                    .filter(entry -> entry.actor().equals("retention"))
                                    .map(AuditLog.Entry::action)
                                    .sorted())
                    .containsExactly(
                            "artifact.remove",
                            "artifact.remove",
                            "artifact.remove",
                            "comparison.remove",
                            "comparison.remove");
        }
    }
}
