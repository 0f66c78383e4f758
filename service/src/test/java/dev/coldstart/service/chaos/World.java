package dev.coldstart.service.chaos;

import dev.coldstart.service.Processes;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A service with its disk and its database, and workers behind a proxy: all that can fail, and how it is made to. */
final class World implements AutoCloseable {

    private static final int WORKERS = 3;
    private static final int DISK_MB = 96;
    /** The one for many threads: with the other some of them see the machine's own clock. */
    private static final String FAKETIME = "/usr/lib/"
            + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64")
            + "-linux-gnu/faketime/libfaketimeMT.so.1";

    private final Path dir;
    private final Path data;
    private final long seed;
    private final int port;
    private final Proxy proxy;
    private final Optional<Path> postgresDir;
    private Optional<EmbeddedPostgres> postgres = Optional.empty();
    private final List<String> tokens = new ArrayList<>();
    private final String workerToken;
    private final Process[] running = new Process[1 + WORKERS];

    /** @param postgresql whether the database is one; otherwise it is SQLite on the small disk */
    World(Path dir, boolean postgresql, int repositories, long seed) throws Exception {
        this.dir = Files.createDirectories(dir);
        this.data = Files.createDirectories(dir.resolve("data"));
        this.seed = seed;
        this.port = Processes.freePort();
        this.proxy = new Proxy(port);
        this.postgresDir = postgresql ? Optional.of(dir.resolve("postgresql")) : Optional.empty();
        mount();
        startDatabase();
        DataFolder.open(data).close();
        try (Store store = Store.open(address(), Store.Use.SERVICE)) {
            Tokens made = new Tokens(store, Clock.systemUTC());
            for (int r = 0; r < repositories; r++) {
                tokens.add(made.create(Tokens.Kind.REPOSITORY, Optional.of("acme/r" + r), "t", Optional.empty()));
            }
            this.workerToken = made.create(Tokens.Kind.WORKER, Optional.empty(), "w", Optional.empty());
        }
        setClock(0);
        revive();
    }

    /** Whether the service's clock can be set: by libfaketime, which Debian has. */
    static boolean clockCanBeSet() {
        return Files.exists(Path.of(FAKETIME));
    }

    boolean hasPostgres() {
        return postgresDir.isPresent();
    }

    int port() {
        return port;
    }

    List<String> tokens() {
        return tokens;
    }

    int processes() {
        return running.length;
    }

    /** Starts what has ended: as a supervisor does. The first is the service. */
    synchronized void revive() throws IOException {
        for (int i = 0; i < running.length; i++) {
            if (running[i] == null || !running[i].isAlive()) {
                running[i] = i == 0 ? service() : worker(i);
            }
        }
    }

    synchronized void kill(int number) throws InterruptedException {
        var _ = running[number].destroyForcibly().waitFor();
    }

    synchronized void signalService(String signal) throws IOException {
        var _ = run("kill", signal, Long.toString(running[0].pid()));
    }

    void breakLines() {
        proxy.breakLines();
    }

    /** Seconds that the service's clock is ahead. */
    void setClock(long seconds) throws IOException {
        Path part = dir.resolve("clock.part");
        Files.writeString(part, String.format(Locale.ROOT, "%+d\n", seconds));
        Files.move(part, dir.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    }

    void fillDisk() throws IOException {
        try (OutputStream out = Files.newOutputStream(data.resolve("filler"))) {
            while (true) {
                out.write(new byte[1 << 16]);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    void emptyDisk() throws IOException {
        Files.deleteIfExists(data.resolve("filler"));
    }

    void stopDatabase() throws IOException {
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    void startDatabase() throws IOException {
        if (postgresDir.isPresent()) {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(postgresDir.get())
                    .setCleanDataDirectory(false);
            postgres.ifPresent(before -> builder.setPort(before.getPort()));
            postgres = Optional.of(builder.start());
        }
    }

    private Optional<String> database() {
        return postgres.map(server -> "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres");
    }

    private DatabaseAddress address() {
        return database().map(DatabaseAddress::postgresql).orElseGet(() -> DataFolder.database(data));
    }

    private Process service() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(data.toString(), Integer.toString(port)));
        database().ifPresent(arguments::add);
        ProcessBuilder process = java("service", Processes.ServiceMain.class, arguments);
        if (clockCanBeSet()) {
            process.environment().put("LD_PRELOAD", FAKETIME);
            process.environment()
                    .put("FAKETIME_TIMESTAMP_FILE", dir.resolve("clock").toString());
            process.environment().put("FAKETIME_CACHE_DURATION", "1");
            process.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            process.environment().put("NO_FAKE_STAT", "1");
        }
        return process.start();
    }

    private Process worker(int number) throws IOException {
        return java(
                        "worker" + number,
                        ChaosWorker.class,
                        List.of(
                                dir.resolve("work").toString(),
                                Integer.toString(proxy.port()),
                                workerToken,
                                "w" + number,
                                Long.toString(seed + number)))
                .start();
    }

    private ProcessBuilder java(String name, Class<?> main, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(arguments);
        File log = dir.resolve(name + ".log").toFile();
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    /** A small ext4 in a file; in memory where the machine has no loop device. */
    private void mount() throws IOException {
        Path image = dir.resolve("disk.img");
        if (!run("truncate", "-s", DISK_MB + "m", image.toString())
                || !run("mkfs.ext4", "-q", "-F", image.toString())
                || !run("mount", "-o", "loop", image.toString(), data.toString())) {
            if (!run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "tmpfs", data.toString())) {
                throw new IOException("a small file system can't be mounted here: it takes root");
            }
            System.out.println("no loop device: the small disk is in memory");
        }
    }

    static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Process process : running) {
            try {
                var _ = process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        proxy.close();
        stopDatabase();
        var _ = run("umount", data.toString());
    }
}
