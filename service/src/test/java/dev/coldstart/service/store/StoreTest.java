package dev.coldstart.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on both databases. */
final class StoreTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.089Z");

    @TempDir
    Path dir;

    private static void addRepository(Handle handle, String name, long served) {
        handle.createUpdate("insert into repository (name, created_at, served_at) values (:name, :at, :served)")
                .bind("name", name)
                .bind("at", AT)
                .bind("served", served)
                .execute();
    }

    private static long served(Handle handle, String name) {
        return handle.createQuery("select served_at from repository where name = :name")
                .bind("name", name)
                .mapTo(long.class)
                .one();
    }

    record Repository(String name, Instant createdAt, boolean isPublic, boolean forksAllowed) {}

    record Token(String id, Optional<Instant> revokedAt, Optional<String> repository) {}

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAfterAnotherOpening(TestDatabase database) {
        DatabaseAddress address = database.create(dir);
        try (Store store = Store.open(address, Store.Use.SERVICE)) {
            store.change(handle -> {
                addRepository(handle, "acme/users", 0);
                handle.createUpdate("insert into token (id, hash, kind, name, created_at, revoked_at)"
                                + " values ('t', 'h', 'worker', 'n', :at, :revoked)")
                        .bind("at", AT)
                        .bind("revoked", Optional.<Instant>empty())
                        .execute();
            });
        }
        try (Store store = Store.open(address, Store.Use.SERVICE)) {
            List<Repository> repositories = store.read(handle -> handle.createQuery("select * from repository")
                    .mapTo(Repository.class)
                    .list());
            Token token = store.read(handle ->
                    handle.createQuery("select * from token").mapTo(Token.class).one());
            assertThat(repositories).containsExactly(new Repository("acme/users", AT, false, false));
            assertThat(token).isEqualTo(new Token("t", Optional.empty(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofAWriteThatFailsNothingIsThere(TestDatabase database) {
        try (Store store = Store.open(database.create(dir), Store.Use.SERVICE)) {
            assertThatThrownBy(() -> store.change(handle -> {
                        addRepository(handle, "acme/users", 0);
                        addRepository(handle, "acme/users", 0);
                    }))
                    .isInstanceOf(UnableToExecuteStatementException.class);
            assertThat(store.<Integer>read(handle -> handle.createQuery("select count(*) from repository")
                            .mapTo(int.class)
                            .one()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatReadsAndThenWritesIsNeverInterleaved(TestDatabase database) throws Exception {
        try (Store store = Store.open(database.create(dir), Store.Use.SERVICE);
                var threads = Executors.newFixedThreadPool(8)) {
            store.change(handle -> addRepository(handle, "acme/users", 0));
            var all = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> store.change(handle -> {
                        long next = served(handle, "acme/users") + 1;
                        handle.execute("update repository set served_at = ?", next);
                    })))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(store.<Long>read(handle -> served(handle, "acme/users"))).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotDoesNotSeeWhatIsWrittenMeanwhile(TestDatabase database) throws Exception {
        try (Store store = Store.open(database.create(dir), Store.Use.SERVICE);
                var threads = Executors.newFixedThreadPool(1)) {
            store.change(handle -> addRepository(handle, "acme/users", 1));
            CountDownLatch looked = new CountDownLatch(1);
            Future<?> writer = threads.submit(() -> {
                looked.await();
                store.change(handle -> handle.execute("update repository set served_at = 2"));
                return true;
            });
            String seen = store.snapshot(handle -> {
                long before = served(handle, "acme/users");
                looked.countDown();
                try {
                    writer.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return before + " " + served(handle, "acme/users");
            });
            assertThat(seen).isEqualTo("1 1");
            assertThat(store.<Long>read(handle -> served(handle, "acme/users"))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommandMayUseItBesideTheService(TestDatabase database) {
        DatabaseAddress address = database.create(dir);
        try (Store service = Store.open(address, Store.Use.SERVICE);
                Store command = Store.open(address, Store.Use.COMMAND)) {
            command.change(handle -> addRepository(handle, "acme/users", 7));
            assertThat(service.<Long>read(handle -> served(handle, "acme/users")))
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatIsNotThereIsNamed(TestDatabase database) {
        DatabaseAddress address = switch (database) {
            case SQLITE -> DatabaseAddress.sqlite(dir.resolve("nowhere").resolve("coldstart.db"));
            case POSTGRESQL -> DatabaseAddress.postgresql("postgresql://me:hush@localhost:1/coldstart");
        };
        assertThatThrownBy(() -> Store.open(address, Store.Use.COMMAND))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(address.url())
                .hasMessageContaining("can't be reached")
                .hasMessageNotContaining("hush");
    }

    @Test
    void twoServicesOnOnePostgresqlAreRefused() {
        DatabaseAddress address = TestDatabase.POSTGRESQL.create(dir);
        Store first = Store.open(address, Store.Use.SERVICE);
        try {
            assertThatThrownBy(() -> Store.open(address, Store.Use.SERVICE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another service uses the database");
        } finally {
            first.close();
        }
        Store.open(address, Store.Use.SERVICE).close();
    }
}
