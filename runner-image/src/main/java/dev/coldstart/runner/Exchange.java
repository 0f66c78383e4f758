package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.Reply;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a started app for what is compared between forms: one request after another, each on a fresh connection. Nothing here
 * is timed, and everything that is measured was measured before.
 */
final class Exchange {

    private static final String CONTENT_TYPE = "content-type";

    /** An app that has hung is not waited for once per request. */
    private static final int SILENCES_TO_STOP = 3;

    /** A connection breaks a moment before its process counts as ended. */
    private static final Duration END_SEEN_WITHIN = Duration.ofMillis(500);

    private final InetSocketAddress address;
    private final Duration timeout;
    private final BooleanSupplier alive;
    private int silences;
    private Optional<String> stopped = Optional.empty();

    /**
     * @param timeout for each request
     * @param alive whether the app's process still runs
     */
    Exchange(InetSocketAddress address, Duration timeout, BooleanSupplier alive) {
        this.address = address;
        this.timeout = timeout;
        this.alive = alive;
    }

    /** One reply for each request, in their order. */
    List<Reply> ask(List<ParityRequest> requests) {
        List<Reply> replies = new ArrayList<>();
        for (ParityRequest request : requests) {
            replies.add(stopped.<Reply>map(why -> new Reply.Missing(Reply.Cause.NOT_SENT, why))
                    .orElseGet(() -> ask(request)));
        }
        return replies;
    }

    private Reply ask(ParityRequest request) {
        return switch (new HttpProbe(request.request()).attempt(address, timeout)) {
            case Attempt.Answered(long connected, long answered, Answer answer) -> {
                silences = 0;
                yield answered(request, answer);
            }
            case Attempt.Broken(long connected, String what) -> missing(what);
            case Attempt.Refused refused -> missing("its port refused the connection");
        };
    }

    private static Reply answered(ParityRequest request, Answer answer) {
        Optional<String> unmet = request.expect()
                .flatMap(e -> new AnswerCheck(e).mismatch(answer))
                .map(AnswerCheck.Mismatch::detail);
        return new Reply.Answered(answer.status(), kept(request.compare(), answer), Body.of(answer.bytes()), unmet);
    }

    private static Map<String, List<String>> kept(AnswerRules rules, Answer answer) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        kept.put(CONTENT_TYPE, answer.header(CONTENT_TYPE));
        rules.headers().forEach(name -> kept.put(name, answer.header(name)));
        kept.values().removeIf(List::isEmpty);
        return kept;
    }

    private Reply missing(String what) {
        if (!staysAlive()) {
            stopped = Optional.of("it was not asked, as the app's process had ended before");
            return new Reply.Missing(Reply.Cause.ENDED, "the app's process ended before it had answered");
        }
        silences++;
        if (silences >= SILENCES_TO_STOP) {
            stopped = Optional.of("it was not asked, as " + silences + " requests in a row had no answer before it");
        }
        return new Reply.Missing(Reply.Cause.NO_ANSWER, what);
    }

    private boolean staysAlive() {
        long until = System.nanoTime() + END_SEEN_WITHIN.toNanos();
        while (alive.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }
}
