package dev.coldstart.service.chaos;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Submission;
import dev.coldstart.service.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who ask for comparisons, and do not forget what they were promised. */
final class Clients implements AutoCloseable {

    private static final int BLOCKS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PROGRESS = Duration.ofSeconds(30);

    /** What was acknowledged, and to whom. */
    private record Promise(String id, String token) {}

    private final World world;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, Promise> promises = new ConcurrentHashMap<>();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Map<String, String> lost = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean stopping;

    Clients(World world) {
        this.world = world;
    }

    /** One client of one repository: asks, follows to the end, asks again. */
    void serve(String token) {
        try {
            while (!stopping) {
                ask(token);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String token) throws InterruptedException {
        insist(request(token, "/api/v1/artifacts/" + TestService.SHA256)
                .PUT(BodyPublishers.ofByteArray(TestService.ARCHIVE))
                .build());
        int n = number.incrementAndGet();
        Submission submission = TestService.submission("app" + n, Cause.PUSH, Submission.Revision.UNKNOWN, BLOCKS);
        HttpResponse<String> answer = insist(request(token, "/api/v1/comparisons")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key" + n)
                .POST(BodyPublishers.ofString(Json.line().writeValueAsString(submission)))
                .build());
        if (answer.statusCode() != 202) {
            lost.put("asked for " + n, answer.statusCode() + " " + answer.body());
            return;
        }
        Promise promise = new Promise(TestService.id(answer), token);
        promises.put(promise.id(), promise);
        while (!stopping && !isOver(promise)) {
            Thread.sleep(200);
        }
    }

    /** Whether it has come to its end; what was promised and is not there is lost. */
    private boolean isOver(Promise promise) throws InterruptedException {
        String path = "/api/v1/comparisons/" + promise.id();
        HttpResponse<String> seen = insist(request(promise.token(), path).build());
        if (seen.statusCode() != 200) {
            lost.put(promise.id(), seen.statusCode() + " " + seen.body());
            return true;
        }
        String state = TestService.field(seen, "state");
        if (state.equals("queued") || state.equals("measuring")) {
            return false;
        }
        if (state.equals("reported")) {
            HttpResponse<String> samples =
                    insist(request(promise.token(), path + "/samples.jsonl").build());
            String wrong = wrong(samples);
            if (!wrong.isEmpty()) {
                lost.put(promise.id(), wrong);
            }
        } else {
            failed.incrementAndGet();
            String reason = TestService.field(seen, "reason");
            if (!reason.contains("workers were lost")) {
                lost.put(promise.id(), state + ": " + reason);
            }
        }
        kept.add(promise.id());
        return true;
    }

    /** Every start of every block is there once, or else what is wrong. */
    private static String wrong(HttpResponse<String> samples) {
        try {
            SampleReader.Result read = SampleReader.read(new BufferedReader(new StringReader(samples.body())));
            Set<String> starts = new HashSet<>();
            read.samples().starts().forEach(start -> starts.add(start.block() + start.variant()));
            boolean whole = starts.size() == 2 * (BLOCKS + 1)
                    && read.samples().starts().size() == starts.size()
                    && read.remarks().isEmpty();
            return whole ? "" : starts.size() + " starts; " + read.remarks();
        } catch (SampleFormatException | IOException e) {
            return samples.statusCode() + ": " + e.getMessage();
        }
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.port() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    /** As every client of a service that may be away. */
    private HttpResponse<String> insist(HttpRequest request) throws InterruptedException {
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
            } catch (IOException e) {
                // It is away.
            }
            Thread.sleep(200 + ThreadLocalRandom.current().nextInt(200));
        }
    }

    /** Waits until one more has come to its end: what never gets anywhere has nothing to lose. Not for long. */
    void progress() throws InterruptedException {
        int before = kept.size();
        Instant latest = Instant.now().plus(PROGRESS);
        while (kept.size() == before && Instant.now().isBefore(latest)) {
            Thread.sleep(100);
        }
    }

    void stop() {
        stopping = true;
    }

    /** Waits for what was promised; what has not ended by then is stuck. */
    Result settle(Duration patience) throws InterruptedException {
        Instant latest = Instant.now().plus(patience);
        Map<String, Promise> open = new LinkedHashMap<>(promises);
        open.keySet().removeAll(kept);
        open.keySet().removeAll(lost.keySet());
        while (!open.isEmpty() && Instant.now().isBefore(latest)) {
            for (Promise promise : open.values().stream().toList()) {
                if (isOver(promise)) {
                    open.remove(promise.id());
                }
            }
            Thread.sleep(200);
        }
        return new Result(promises.size(), failed.get(), Map.copyOf(lost), Set.copyOf(open.keySet()));
    }

    /**
     * What came of it.
     *
     * @param failed of those acknowledged, how many ended as three workers were lost over them
     * @param lost by id, why
     */
    record Result(int acknowledged, int failed, Map<String, String> lost, Set<String> stuck) {}

    @Override
    public void close() {
        http.shutdownNow();
    }
}
