package dev.coldstart.service.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** The databases that every test of what is stored runs on; each call gives an empty one. */
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseAddress create(Path dir) {
            return DatabaseAddress.sqlite(dir.resolve("coldstart" + NUMBER.incrementAndGet() + ".db"));
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseAddress create(Path dir) {
            Assumptions.assumeFalse(Boolean.getBoolean("tests.sqlite.only"), "told to use SQLite alone");
            String name = "coldstart" + NUMBER.incrementAndGet();
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return DatabaseAddress.postgresql(address(name));
        }
    };

    /** A PostgreSQL database with nothing in it, as somebody would configure it. */
    public String connectionString() {
        DatabaseAddress address = POSTGRESQL.create(Path.of(""));
        return address(address.url().substring(address.url().lastIndexOf('/') + 1));
    }

    private static String address(String name) {
        return "postgresql://postgres:postgres@localhost:" + Server.RUNNING.getPort() + "/" + name;
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** An address of a database with nothing in it. */
    public abstract DatabaseAddress create(Path dir);

    /** Started when the first test wants it, ended with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
