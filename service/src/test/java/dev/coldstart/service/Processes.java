package dev.coldstart.service;

import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.WorkerClient;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.worker.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A service and workers as processes of their own, which can be killed. */
public final class Processes {

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private Processes() {}

    /**
     * A port for a service that goes away and comes back. Not one of those that the kernel hands out: while the service is away,
     * somebody who asks for it could be given its port to ask from, and it could never come back.
     */
    public static int freePort() throws IOException {
        for (int port = FIRST_PORT + (int) (ProcessHandle.current().pid() % PORTS); ; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Another's: the next.
            }
        }
    }

    static Process service(Path data, int port) throws IOException {
        return java(ServiceMain.class, data.toString(), Integer.toString(port));
    }

    static Process worker(Path folder, int port, String token, String name) throws IOException {
        return java(WorkerMain.class, folder.toString(), Integer.toString(port), token, name);
    }

    private static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start();
    }

    /** Serves until it is killed: data folder, port and, if it is not to be SQLite, the database. */
    public static final class ServiceMain {
        public static void main(String[] args) {
            Map<String, String> given = new HashMap<>(Map.of(
                    "data",
                    args[0],
                    "listen",
                    "127.0.0.1:" + args[1],
                    "rates.requests-per-minute",
                    "1000000",
                    "rates.comparisons-per-hour",
                    "100000"));
            if (args.length > 2) {
                given.put("database", args[2]);
            }
            ServiceSettings settings = ServiceSettings.read(Optional.empty(), Map.of(), given);
            var _ = Service.start(settings, Clock.systemUTC(), Duration.ofSeconds(20));
        }
    }

    /** Measures until it is killed; a start takes a few milliseconds. */
    static final class WorkerMain {
        public static void main(String[] args) {
            WorkerClient link =
                    new WorkerClient(URI.create("http://127.0.0.1:" + args[1]), args[2], Duration.ofSeconds(10));
            new WorkerProcess(
                            link,
                            () -> new FakeEngine((form, number, idle) -> {
                                LockSupport.parkNanos(2_000_000);
                                return FakeEngine.good(idle);
                            }),
                            new WorkerProcess.Identity(args[3], List.of(), "test"),
                            Path.of(args[0], args[3]),
                            Clock.systemUTC(),
                            new WorkerProcess.Pauses(Duration.ofMillis(50), Duration.ofMillis(200)))
                    .run();
        }
    }
}
