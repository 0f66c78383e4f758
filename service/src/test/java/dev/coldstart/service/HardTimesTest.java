package dev.coldstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import dev.coldstart.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and processes that are killed: nothing that was acknowledged is lost, and nothing is measured twice. */
final class HardTimesTest {

    private static final int REPOSITORIES = 20;
    private static final int EACH = 10;
    private static final int KILLS = 20;
    private static final int BLOCKS = 2;

    @TempDir
    Path dir;

    private static Submission submission(int number, int blocks) {
        return TestService.submission("app" + number, Cause.PUSH, Submission.Revision.UNKNOWN, blocks);
    }

    /** One worker, so that the order in which they are begun is the order of choice. */
    @Test
    void twoHundredOfTwentyRepositoriesAreEachRunOnceInFairOrder() throws Exception {
        try (TestService service =
                new TestService(dir.resolve("data"), Clock.systemUTC(), Duration.ofSeconds(60), Map.of())) {
            Map<String, String> repositoryOf = new LinkedHashMap<>();
            for (int r = 0; r < REPOSITORIES; r++) {
                String token = service.token(Tokens.Kind.REPOSITORY, "acme/r" + r);
                service.upload(token);
                for (int i = 0; i < EACH; i++) {
                    repositoryOf.put(TestService.id(service.submit(token, submission(i, 1))), "acme/r" + r);
                }
            }
            List<String> begun = new ArrayList<>();
            WorkerProcess worker =
                    service.worker("w", () -> new FakeEngine((form, number, idle) -> FakeEngine.good(idle)));
            Thread working = Thread.ofPlatform().start(worker::run);
            try (Store store = Store.open(DataFolder.database(dir.resolve("data")), Store.Use.COMMAND)) {
                while (ended(store) < REPOSITORIES * EACH) {
                    Thread.sleep(100);
                }
                begun.addAll(store.read(handle -> handle.createQuery(
                                "select comparison from event where kind = 'began' order by at, comparison")
                        .mapTo(String.class)
                        .list()));
            }
            worker.stop();
            working.join();
            assertThat(begun).hasSize(REPOSITORIES * EACH).doesNotHaveDuplicates();
            // Each round serves every repository once.
            for (int round = 0; round < EACH; round++) {
                Set<String> served = begun.subList(round * REPOSITORIES, (round + 1) * REPOSITORIES).stream()
                        .map(repositoryOf::get)
                        .collect(Collectors.toSet());
                assertThat(served).as("round %d", round).hasSize(REPOSITORIES);
            }
        }
    }

    private static int ended(Store store) {
        return store.<Integer>read(handle -> handle.createQuery(
                        "select count(*) from comparison where state not in ('queued', 'measuring')")
                .mapTo(int.class)
                .one());
    }

    @Test
    void whateverIsKilledNothingThatWasAcknowledgedIsLost() throws Exception {
        int port = Processes.freePort();
        Path data = dir.resolve("data");
        String[] tokens = new String[REPOSITORIES];
        String workerToken;
        DataFolder.open(data).close();
        try (Store store = Store.open(DataFolder.database(data), Store.Use.SERVICE)) {
            Tokens made = new Tokens(store, Clock.systemUTC());
            for (int r = 0; r < REPOSITORIES; r++) {
                tokens[r] = made.create(Tokens.Kind.REPOSITORY, Optional.of("acme/r" + r), "t", Optional.empty());
            }
            workerToken = made.create(Tokens.Kind.WORKER, Optional.empty(), "w", Optional.empty());
        }
        Process[] running = new Process[4];
        Random random = new Random(7);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < running.length; i++) {
                running[i] = start(i, data, port, workerToken);
            }
            Map<String, String> tokenOf = new LinkedHashMap<>();
            int kills = 0;
            for (int i = 0; i < REPOSITORIES * EACH; i++) {
                String token = tokens[i % REPOSITORIES];
                if (i < REPOSITORIES) {
                    insist(
                            http,
                            request(port, token, "/api/v1/artifacts/" + TestService.SHA256)
                                    .PUT(BodyPublishers.ofByteArray(TestService.ARCHIVE))
                                    .build());
                }
                HttpResponse<String> answer = insist(
                        http,
                        request(port, token, "/api/v1/comparisons")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "key" + i)
                                .POST(BodyPublishers.ofString(Json.line().writeValueAsString(submission(i, BLOCKS))))
                                .build());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                tokenOf.put(TestService.id(answer), token);
                if (i % (REPOSITORIES * EACH / KILLS) == 0) {
                    int victim = random.nextInt(running.length);
                    running[victim].destroyForcibly().waitFor();
                    running[victim] = start(victim, data, port, workerToken);
                    kills++;
                }
            }
            assertThat(kills).isEqualTo(KILLS);
            assertThat(tokenOf).as("asking again is not asking twice").hasSize(REPOSITORIES * EACH);
            int reported = 0;
            for (Map.Entry<String, String> one : tokenOf.entrySet()) {
                String path = "/api/v1/comparisons/" + one.getKey();
                HttpResponse<String> seen =
                        insist(http, request(port, one.getValue(), path).build());
                while (TestService.field(seen, "state").matches("queued|measuring")) {
                    Thread.sleep(100);
                    seen = insist(http, request(port, one.getValue(), path).build());
                }
                if (TestService.field(seen, "state").equals("reported")) {
                    reported++;
                    isWhole(
                            insist(
                                            http,
                                            request(port, one.getValue(), path + "/samples.jsonl")
                                                    .build())
                                    .body(),
                            BLOCKS);
                } else {
                    assertThat(TestService.field(seen, "reason")).contains("workers were lost");
                }
            }
            assertThat(reported).isGreaterThan(REPOSITORIES * EACH - KILLS / 3 - 1);
        } finally {
            for (Process process : running) {
                if (process != null) {
                    process.destroyForcibly();
                    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                }
            }
        }
    }

    /** The first is the service, the others are workers. */
    private Process start(int number, Path data, int port, String workerToken) throws IOException {
        return number == 0
                ? Processes.service(data, port)
                : Processes.worker(dir.resolve("work"), port, workerToken, "w" + number);
    }

    /** Every start of every block is there once. */
    static void isWhole(String samples, int blocks) throws IOException {
        SampleReader.Result read = SampleReader.read(new BufferedReader(new StringReader(samples)));
        assertThat(read.remarks()).isEmpty();
        Set<String> starts = new HashSet<>();
        read.samples().starts().forEach(start -> starts.add(start.block() + start.variant()));
        assertThat(starts).hasSize(2 * (blocks + 1));
    }

    private static HttpRequest.Builder request(int port, String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    /** As every client of a service that may be restarting. */
    private static HttpResponse<String> insist(HttpClient http, HttpRequest request) throws Exception {
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
            } catch (IOException e) {
                // It is away.
            }
            Thread.sleep(100);
        }
    }
}
