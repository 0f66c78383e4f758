package dev.coldstart.runner.load;

import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Loads a server of our own before the first study, so that the generator is compiled when it counts. */
public final class LoadWarmUp {

    /** An address that no resolver is asked for. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final double RATE = 2000;
    private static final Duration LENGTH = Duration.ofSeconds(1);
    private static final int CONCURRENCY = 4;
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.ISO_8859_1);

    private static boolean done;

    private LoadWarmUp() {}

    /** The first time it takes two seconds, then none. */
    public static synchronized void once() throws IOException {
        if (done) {
            return;
        }
        done = true;
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK))) {
            Thread.ofPlatform().daemon().start(() -> accept(server));
            InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            List<Wanted> requests = List.of(new Wanted(HttpRequest.get("/"), 1, answer -> true));
            LoadedApp self = new Self();
            StudyResult open = new OpenLoop(
                            address,
                            requests,
                            new Study.Load(RATE, LENGTH, 1, List.of(), 1),
                            self,
                            Generator.Place.BESIDE,
                            () -> 0)
                    .run();
            new ClosedLoop(
                            address,
                            requests,
                            new Study.Steady(CONCURRENCY, LENGTH, LENGTH, 1, List.of(), 1),
                            self,
                            Generator.Place.BESIDE,
                            () -> 0,
                            System.nanoTime())
                    .run(1, 1);
            if (open instanceof StudyResult.Failed(var reason, String detail, var code, var signal, var log)
                    && reason == StudyTrouble.WRONG_ANSWERS) {
                throw new IOException("the prober can't load its own server on loopback: " + detail);
            }
        }
        System.gc();
    }

    /** Of which nothing is asked that matters. */
    private static final class Self implements LoadedApp {

        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public long cpuNanos() {
            return System.nanoTime();
        }

        @Override
        public void resetPeak() {
            // nobody reads it
        }

        @Override
        public long peakBytes() {
            return 1;
        }

        @Override
        public OptionalLong peakChargedBytes() {
            return OptionalLong.empty();
        }

        @Override
        public MemoryPoint memory(long atMs) {
            return new MemoryPoint(atMs, 1, 1);
        }
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            int newlines = 0;
            for (int read = in.read(); read >= 0; read = in.read()) {
                newlines = read == '\n' ? newlines + 1 : read == '\r' ? newlines : 0;
                if (newlines == 2) {
                    client.getOutputStream().write(ANSWER);
                    newlines = 0;
                }
            }
        } catch (IOException e) {
            // the generator has closed it
        }
    }
}
