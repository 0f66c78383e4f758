package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.Backup;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.StoreException;
import dev.coldstart.service.store.TestDatabase;
import dev.coldstart.worker.WorkerProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup is taken in the middle of a comparison, and what is restored from it goes on. */
final class BackupTest {

    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    private TestService service(String data, String database) {
        Map<String, String> options = new HashMap<>();
        if (!database.isEmpty()) {
            options.put("database", database);
        }
        return new TestService(dir.resolve(data), Clock.systemUTC(), LEASE, options);
    }

    private static String empty(TestDatabase database) {
        return database == TestDatabase.POSTGRESQL ? database.connectionString() : "";
    }

    private DatabaseAddress address(String data, String database) {
        return database.isEmpty() ? DataFolder.database(dir.resolve(data)) : DatabaseAddress.postgresql(database);
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "SQLITE, POSTGRESQL", "POSTGRESQL, SQLITE"})
    void fromOneDatabaseToAnother(TestDatabase from, TestDatabase to) throws Exception {
        String old = empty(from);
        String fresh = empty(to);
        Path file = dir.resolve("backup.tar");
        String token;
        String id;
        try (TestService service = service("old", old)) {
            token = service.token(Tokens.Kind.REPOSITORY, "acme/users");
            service.upload(token);
            id = TestService.id(
                    service.submit(token, TestService.submission("users", Cause.PUSH, Submission.Revision.UNKNOWN, 6)));
            CountDownLatch inTheMiddle = new CountDownLatch(1);
            CountDownLatch backedUp = new CountDownLatch(1);
            AtomicInteger starts = new AtomicInteger();
            WorkerProcess worker = service.worker(
                    "w",
                    () -> new FakeEngine((form, number, idle) -> {
                        if (starts.incrementAndGet() == 6) {
                            inTheMiddle.countDown();
                            try {
                                backedUp.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        return FakeEngine.good(idle);
                    }));
            Thread working = Thread.ofPlatform().start(worker::run);
            inTheMiddle.await();
            Backup.write(dir.resolve("old"), address("old", old), file);
            worker.abort();
            backedUp.countDown();
            working.join();
        }
        Backup.restore(file, dir.resolve("new"), address("new", fresh));
        assertThatThrownBy(() -> Backup.restore(file, dir.resolve("new"), address("new", fresh)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("already");
        try (TestService service = service("new", fresh)) {
            AtomicInteger starts = new AtomicInteger();
            // With the name of the one that had it: what that had is lost at once.
            WorkerProcess worker = service.worker(
                    "w",
                    () -> new FakeEngine((form, number, idle) -> {
                        starts.incrementAndGet();
                        return FakeEngine.good(idle);
                    }));
            Thread working = Thread.ofPlatform().start(worker::run);
            var request = service.request("/api/v1/comparisons/" + id + "/events", token)
                    .build();
            assertThat(service.follow(request).body().toList())
                    .anyMatch(line -> line.contains("\"state\":\"reported\""));
            worker.stop();
            working.join();
            assertThat(starts).as("two whole blocks were kept").hasValue(2 + 2 * 5);
            assertThat(service.get("/api/v1/comparisons/" + id + "/report.json", token)
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
