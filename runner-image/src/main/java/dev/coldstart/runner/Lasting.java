package dev.coldstart.runner;

import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.probe.Endpoint;
import dev.coldstart.core.probe.Seen;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Looks on after an expected answer: whether it lasts, and where else it is given. */
final class Lasting {

    /**
     * How long an answer has to last: as long again as it took; of one that came soon several times that, as an app that loses
     * its readiness does so in the course of its start. A second at most for those, as every form is looked at.
     */
    private static final int TIMES = 5;

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** How often it is looked at meanwhile. */
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** How long each other port has to answer. */
    private static final Duration SURVEY_PATIENCE = Duration.ofSeconds(2);

    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpScenario scenario;
    private final HttpProbe http;
    private final AnswerCheck check;

    Lasting(HttpScenario scenario, HttpProbe http, AnswerCheck check) {
        this.scenario = scenario;
        this.http = http;
        this.check = check;
    }

    /**
     * Looks on for a time that depends on how long the answer took.
     *
     * @param second what came of the next request
     * @param t0 when the gate was opened, by {@link System#nanoTime()}
     * @return empty when the answer lasts, or the app's process has ended
     */
    Optional<Seen.Relapse> watch(AppProcesses app, AnswerSearch.Found found, Attempt second, long t0) {
        long took = found.answeredAt() - t0;
        long until = found.answeredAt() + looksOn(took);
        Attempt latest = second;
        while (true) {
            Optional<String> what = lost(latest);
            if (what.isPresent()) {
                return app.alive()
                        ? Optional.of(new Seen.Relapse(took, System.nanoTime() - t0, what.get()))
                        : Optional.empty();
            }
            if (System.nanoTime() >= until) {
                return Optional.empty();
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
            latest = http.attempt(found.address(), scenario.attemptTimeout());
        }
    }

    private static long looksOn(long took) {
        long most = Math.clamp(took, SOON.toNanos(), LONGEST.toNanos());
        return Math.clamp(TIMES * took, SHORTEST.toNanos(), most);
    }

    /** What is wrong with an answer after the first. Who limits how often it is asked means us, not its own state. */
    Optional<String> lost(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Answered answered ->
                check.mismatch(answered.answer())
                        .filter(m -> m.status() != TOO_MANY_REQUESTS)
                        .map(AnswerCheck.Mismatch::detail);
            case Attempt.Broken broken -> Optional.of(broken.what());
            case Attempt.Refused refused -> Optional.of("its port refused the connection");
        };
    }

    /** Asks wherever it listens. For the end, when everything of a start is measured. */
    Seen survey(InetSocketAddress answered, Optional<Seen.Relapse> relapse) throws IOException {
        List<Seen.Listening> listening = new ArrayList<>();
        for (InetSocketAddress address : SocketTable.listeners()) {
            boolean expected = address.getPort() == answered.getPort()
                    || (http.attempt(address, SURVEY_PATIENCE) instanceof Attempt.Answered other
                            && check.mismatch(other.answer()).isEmpty());
            Endpoint endpoint = Addresses.endpoint(address);
            listening.add(new Seen.Listening(endpoint, expected ? Seen.Reply.EXPECTED : Seen.Reply.OTHER));
        }
        return new Seen(Optional.of(Addresses.endpoint(answered)), listening, relapse);
    }

    /** Where an app listens whose start failed. */
    static Seen failed(Optional<Seen.Relapse> relapse) throws IOException {
        List<Seen.Listening> listening = SocketTable.listeners().stream()
                .map(l -> new Seen.Listening(Addresses.endpoint(l), Seen.Reply.NOT_ASKED))
                .toList();
        return new Seen(Optional.empty(), listening, relapse);
    }
}
