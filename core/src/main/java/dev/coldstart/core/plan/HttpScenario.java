package dev.coldstart.core.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An HTTP service: it has started when it gives the expected answer.
 *
 * @param port the TCP port on loopback; empty: the first port that the app listens on
 * @param deadline how long a start may take, from the opening of the gate
 * @param attemptTimeout how long one attempt waits for its answer before it is given up and made again
 * @param patience how long an app may go on giving another answer than the expected one before that is believed; 503 says
 *     "not yet" and has until the deadline
 * @param pollInterval the time between the beginnings of two attempts as long as nothing listens
 */
public record HttpScenario(
        HttpRequest request,
        Expectation expect,
        OptionalInt port,
        Duration deadline,
        Duration attemptTimeout,
        Duration patience,
        Duration pollInterval)
        implements Scenario {

    public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);
    /**
     * For a prober with a CPU of its own, as long as nothing listens: a refused attempt costs the app nothing. A known start
     * of 50 ms reads 51.3 ms when asked for once a millisecond, 50.95 ms four times, 50.85 ms ten times.
     */
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofNanos(100_000);

    /**
     * The least interval wherever an attempt costs the app CPU time: once it accepts connections, and for a prober that
     * shares its CPU.
     */
    public static final Duration CONSIDERATE_POLL_INTERVAL = Duration.ofMillis(1);

    public HttpScenario {
        port.ifPresent(p -> {
            if (p < 1 || p > 65535) {
                throw new IllegalArgumentException("not a TCP port: " + p);
            }
        });
        Bounds.between("the deadline", deadline, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
        Bounds.between("the attempt timeout", attemptTimeout, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
        Bounds.between("the patience", patience, Bounds.MIN_WAIT, Bounds.MAX_WAIT);
        Bounds.between("the poll interval", pollInterval, Bounds.MIN_POLL_INTERVAL, Bounds.MAX_WAIT);
    }

    public static HttpScenario of(HttpRequest request, Expectation expect, OptionalInt port) {
        return new HttpScenario(
                request,
                expect,
                port,
                DEFAULT_DEADLINE,
                DEFAULT_ATTEMPT_TIMEOUT,
                DEFAULT_PATIENCE,
                DEFAULT_POLL_INTERVAL);
    }

    /** The same at a given port. */
    public HttpScenario withPort(int number) {
        return new HttpScenario(
                request, expect, OptionalInt.of(number), deadline, attemptTimeout, patience, pollInterval);
    }

    @Override
    public Duration longest(int exchanged) {
        return deadline.plus(attemptTimeout.multipliedBy(1L + exchanged));
    }

    @Override
    public HttpScenario withoutSecrets() {
        return new HttpScenario(
                request.withoutSecrets(), expect, port, deadline, attemptTimeout, patience, pollInterval);
    }

    @Override
    public HttpScenario onOneCpu() {
        return pollInterval.compareTo(CONSIDERATE_POLL_INTERVAL) >= 0
                ? this
                : new HttpScenario(
                        request, expect, port, deadline, attemptTimeout, patience, CONSIDERATE_POLL_INTERVAL);
    }

    @Override
    public List<ParityRequest> behaviour() {
        return List.of(new ParityRequest(request, Optional.of(expect), AnswerRules.defaults()));
    }
}
