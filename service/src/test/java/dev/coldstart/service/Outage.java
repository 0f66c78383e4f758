package dev.coldstart.service;

import dev.coldstart.service.store.DataFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Something that a service can't do without, and that goes away and comes back. */
interface Outage extends AutoCloseable {

    /** What there can be an outage of. */
    enum Of {
        DISK {
            @Override
            Outage in(Path dir) throws Exception {
                return new FullDisk(dir.resolve("data"));
            }
        },
        SQLITE {
            @Override
            Outage in(Path dir) {
                return new LockedSqlite(dir.resolve("data"));
            }
        },
        POSTGRESQL_STOPPED {
            @Override
            Outage in(Path dir) throws Exception {
                return new StoppedPostgres(dir);
            }
        },
        POSTGRESQL_FROZEN {
            @Override
            Outage in(Path dir) throws Exception {
                return new FrozenPostgres(dir);
            }
        };

        /** Makes what will go away; skips the test where that is not to be had. */
        abstract Outage in(Path dir) throws Exception;
    }

    Path data();

    /** Of the service that will suffer it. */
    Map<String, String> settings();

    /** Whether what is asked meanwhile is refused in the end; otherwise it waits until it is done. */
    default boolean refuses() {
        return true;
    }

    void begin() throws Exception;

    void end() throws Exception;

    @Override
    void close() throws IOException;

    private static boolean succeeds(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    /** A small file system of its own, filled to its last byte. */
    record FullDisk(Path data) implements Outage {

        public FullDisk {
            try {
                Files.createDirectories(data);
                Assumptions.assumeTrue(
                        succeeds("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", data.toString()),
                        "a small file system can't be mounted here: it takes root");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        private Path filler() {
            return data.resolve("filler");
        }

        @Override
        public void begin() throws IOException {
            try (OutputStream out = Files.newOutputStream(filler())) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains("No space left")) {
                    throw e;
                }
            }
        }

        @Override
        public void end() throws IOException {
            Files.delete(filler());
        }

        @Override
        public void close() throws IOException {
            succeeds("umount", data.toString());
        }
    }

    /** Somebody else writes to the database and does not come to an end. */
    final class LockedSqlite implements Outage {

        private final Path data;
        private final List<Connection> locks = new ArrayList<>();

        LockedSqlite(Path data) {
            this.data = data;
        }

        @Override
        public Path data() {
            return data;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public void begin() throws Exception {
            Connection lock =
                    DriverManager.getConnection(DataFolder.database(data).url());
            locks.add(lock);
            lock.createStatement().execute("begin immediate");
        }

        @Override
        public void end() throws Exception {
            locks.getLast().close();
        }

        @Override
        public void close() throws IOException {
            try {
                for (Connection lock : locks) {
                    lock.close();
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    /** A PostgreSQL server of its own. */
    abstract class Postgres implements Outage {

        final Path dir;
        EmbeddedPostgres server;

        Postgres(Path dir) throws IOException {
            this.dir = dir;
            this.server = EmbeddedPostgres.builder()
                    .setDataDirectory(dir.resolve("postgresql"))
                    .setCleanDataDirectory(false)
                    .start();
        }

        @Override
        public Path data() {
            return dir.resolve("data");
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("database", "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** It is stopped, and started again. */
    final class StoppedPostgres extends Postgres {

        StoppedPostgres(Path dir) throws IOException {
            super(dir);
        }

        @Override
        public void begin() throws IOException {
            server.close();
        }

        @Override
        public void end() throws IOException {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(dir.resolve("postgresql"))
                    .setCleanDataDirectory(false)
                    .setPort(server.getPort())
                    .start();
        }
    }

    /** It takes connections and says nothing. */
    final class FrozenPostgres extends Postgres {

        FrozenPostgres(Path dir) throws IOException {
            super(dir);
        }

        @Override
        public boolean refuses() {
            return false;
        }

        @Override
        public void begin() throws Exception {
            signal("-STOP");
        }

        @Override
        public void end() throws Exception {
            signal("-CONT");
        }

        private void signal(String signal) throws Exception {
            long main = Long.parseLong(Files.readAllLines(dir.resolve("postgresql/postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(main).orElseThrow();
            for (ProcessHandle process : Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList()) {
                // One that has ended meanwhile is no trouble.
                var _ = succeeds("kill", signal, Long.toString(process.pid()));
            }
        }
    }
}
