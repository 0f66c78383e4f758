package dev.coldstart.runner.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both loops against a server that is there. */
class LoopsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String OTHER = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n";
    private static final String LAST = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket server;
    private volatile IntFunction<String> answer = n -> OK;
    private volatile boolean alive = true;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    accepted.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    String text = answer.apply(asked.incrementAndGet());
                    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    if (!text.equals(OK) && !text.equals(OTHER)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the generator has gone
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private static List<Wanted> requests() {
        return List.of(new Wanted(
                HttpRequest.get("/"), 1, a -> a.status() == 200 && a.body().equals("ok")));
    }

    private StudyResult open(double rate) throws IOException {
        return new OpenLoop(
                        address(),
                        requests(),
                        new Study.Load(rate, SECOND, 1, List.of(), 1),
                        new App(),
                        Generator.Place.BESIDE,
                        () -> 0)
                .run();
    }

    private StudyResult closed(int concurrency) throws IOException {
        return new ClosedLoop(
                        address(),
                        requests(),
                        new Study.Steady(concurrency, SECOND, SECOND, 1, List.of(), 1),
                        new App(),
                        Generator.Place.BESIDE,
                        () -> 0,
                        System.nanoTime())
                .run(1, 1);
    }

    @Test
    void aSteadyRateSendsEachRequestOnceOnConnectionsThatStay() throws IOException {
        assertThat(open(200)).isInstanceOfSatisfying(StudyResult.Loaded.class, loaded -> {
            assertThat(loaded.sent()).isEqualTo(200);
            assertThat(loaded.wrong()).isZero();
            assertThat(loaded.latencies().count()).isEqualTo(200);
            assertThat(loaded.memory()).isNotEmpty();
            assertThat(loaded.generator().connections()).isEqualTo(accepted.get());
        });
        assertThat(asked).hasValue(200);
        assertThat(accepted.get()).isLessThan(100);
    }

    /** A request that was meant to be sent while the app stood still waited since then, and not since it was sent. */
    @Test
    void aStallIsSeenByEveryRequestThatItHeldUp() throws IOException {
        Object standing = new Object();
        answer = n -> {
            synchronized (standing) {
                if (n == 20) {
                    sleep(400);
                }
                return OK;
            }
        };
        assertThat(open(100)).isInstanceOfSatisfying(StudyResult.Loaded.class, loaded -> {
            // At least those of the first half of the stall waited for its second half.
            assertThat(loaded.latencies().quantile(0.82)).isGreaterThan(200_000_000);
            assertThat(loaded.generator().connections()).isGreaterThan(20);
        });
    }

    @Test
    void aRateThatIsNotReachedIsNoFigure() throws IOException {
        Object one = new Object();
        answer = n -> {
            synchronized (one) {
                sleep(50);
                return OK;
            }
        };
        assertThat(open(100)).isInstanceOfSatisfying(StudyResult.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(StudyTrouble.RATE_NOT_REACHED);
            assertThat(failed.detail()).contains("of 100 requests a second it answered");
        });
    }

    @Test
    void wrongAnswersAreNoFigure() throws IOException {
        answer = n -> n % 10 == 0 ? OTHER : OK;
        assertThat(open(100)).isInstanceOfSatisfying(StudyResult.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(StudyTrouble.WRONG_ANSWERS);
            assertThat(failed.detail()).startsWith("10 of 100 requests");
        });
        assertThat(closed(2))
                .isInstanceOfSatisfying(
                        StudyResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(StudyTrouble.WRONG_ANSWERS));
    }

    @Test
    void aServerThatClosesEachConnectionIsAskedOnAnother() throws IOException {
        answer = n -> LAST;
        assertThat(open(100))
                .isInstanceOfSatisfying(
                        StudyResult.Loaded.class,
                        loaded -> assertThat(loaded.wrong()).isZero());
        assertThat(accepted).hasValue(100);
    }

    @Test
    void anAppThatEndsUnderLoadIsSaidToHave() throws IOException {
        answer = n -> {
            if (n == 30) {
                alive = false;
                closeQuietly();
            }
            return alive ? OK : LAST;
        };
        assertThat(open(100)).isInstanceOfSatisfying(StudyResult.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(StudyTrouble.ENDED);
            assertThat(failed.detail()).contains("its process ended under 100 requests a second");
        });
    }

    @Test
    void aClosedLoopKeepsSoManyUnderWay() throws IOException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        answer = n -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            sleep(5);
            now.decrementAndGet();
            return OK;
        };
        assertThat(closed(4)).isInstanceOfSatisfying(StudyResult.Warmed.class, warmed -> {
            assertThat(warmed.wrong()).isZero();
            assertThat(warmed.requests()).isEqualTo(warmed.latencies().count());
            assertThat(warmed.warmBy()).isEqualTo(StudyResult.WarmBy.LIMIT);
            assertThat(warmed.course().stream().mapToLong(s -> s.requests()).sum())
                    .isEqualTo(warmed.warmUpRequests() + warmed.requests());
            assertThat(warmed.generator().connections()).isEqualTo(4);
        });
        assertThat(most).hasValue(4);
    }

    private void closeQuietly() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class App implements LoadedApp {

        @Override
        public boolean alive() {
            return alive;
        }

        @Override
        public long cpuNanos() {
            return System.nanoTime();
        }

        @Override
        public void resetPeak() {}

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
            return new MemoryPoint(atMs, 2, 1);
        }
    }
}
