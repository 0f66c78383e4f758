package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.Start;
import dev.coldstart.measure.engine.Known;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every trap of the known program through the whole path, on the real engine. All traps are measured together, as the forms of
 * an app are: those that come to an end by themselves with a deadline that no noise reaches, the others with a short one.
 */
final class TrapsTest {

    private static final int READY_MS = 150;
    private static final long READY_NS = READY_MS * 1_000_000L;
    private static final String SLEEP = "--sleep " + READY_MS;
    private static final int WORK_UNITS = 100;

    /** Those that start, late, and none of them before it is ready. */
    private static final List<String> GOOD = List.of(
            "plain: " + SLEEP,
            "unavailable: " + SLEEP + " --trap unavailable",
            "accept-close: " + SLEEP + " --trap accept-close",
            "wrong-body: " + SLEEP + " --trap wrong-body",
            "late-body: " + SLEEP + " --trap late-body",
            "bimodal: " + SLEEP + " --or " + 2 * READY_MS,
            "daemon: " + SLEEP + " --trap daemon",
            "ignore-term: " + SLEEP + " --trap ignore-term",
            "log-flood: " + SLEEP + " --trap log-flood",
            "busy: --busy " + READY_MS);

    private static final List<String> ENDING = List.of(
            "work: --work " + WORK_UNITS,
            "exit: --sleep 5 --trap exit",
            "exit-77: --sleep 5 --trap exit --code 77",
            "abort: --sleep 5 --trap abort",
            "daemon-exit: --sleep 50 --trap daemon-exit",
            "fill-disk: --trap fill-disk",
            "eat-memory: --trap eat-memory");

    private static final List<String> STUCK = List.of(
            "never-listen: --sleep 0 --trap never-listen",
            "other-port: --sleep 0 --port 9099",
            "hang: --sleep 0 --trap hang",
            "never-available: --sleep 0 --trap unavailable --trap never-ready",
            "never-right: --sleep 0 --trap wrong-body --trap never-ready",
            "never-open: --sleep 0 --trap accept-close --trap never-ready",
            "never-whole: --sleep 0 --trap late-body --trap never-ready");

    private static Optional<Known> known = Optional.empty();
    private static final Recorder PATIENT = new Recorder();
    private static final Recorder HASTY = new Recorder();

    @BeforeAll
    static void measure() {
        Known app = Known.here();
        known = Optional.of(app);
        List<Contender> patient = new ArrayList<>();
        GOOD.forEach(line -> patient.add(contender(line)));
        ENDING.forEach(line -> patient.add(contender(line)));
        Architecture here = app.engine().architecture();
        Architecture other = here == Architecture.X64 ? Architecture.ARM64 : Architecture.X64;
        patient.add(new Contender(Variant.head("foreign", other), app.image(), Optional.of(other)));
        run(patient, OptionalInt.of(Known.PORT), Duration.ofSeconds(40), Duration.ofSeconds(30), PATIENT);
        run(
                STUCK.stream().map(TrapsTest::contender).toList(),
                OptionalInt.of(Known.PORT),
                Duration.ofMillis(1500),
                Duration.ofMillis(500),
                HASTY);
    }

    @AfterAll
    static void close() {
        known.ifPresent(Known::close);
    }

    private static Contender contender(String line) {
        String[] parts = line.split(": ", 2);
        return known.orElseThrow().contender(parts[0], parts[1].split(" ", -1));
    }

    private static End run(
            List<Contender> contenders, OptionalInt port, Duration deadline, Duration patience, Recorder recorder) {
        return new Worker(known.orElseThrow().engine(), Clock.systemUTC())
                .run(
                        Known.plan(contenders, Known.scenario(port, deadline, patience), Known.run(1)),
                        contenders,
                        recorder,
                        new Cancellation());
    }

    private static String form(String line) {
        return line.split(":", 2)[0];
    }

    @Test
    void bothComparisonsRanToTheirEnd() {
        assertThat(PATIENT.ends).singleElement().extracting(End::reason).isIn(End.Reason.BLOCKS, End.Reason.PRECISE);
        assertThat(HASTY.ends)
                .singleElement()
                .extracting(End::reason)
                .as("nothing started")
                .isEqualTo(End.Reason.NOTHING_LEFT);
        assertThat(PATIENT.machines).hasSize(1);
        assertThat(PATIENT.machines.getFirst().architecture())
                .isEqualTo(known.orElseThrow().engine().architecture());
        assertThat(PATIENT.notes).isEmpty();
    }

    /** No trap passes for readiness: the clock that the program waits by is the clock that it is timed by. */
    @ParameterizedTest
    @FieldSource("GOOD")
    void startsAndNotBeforeItIsReady(String line) {
        List<Start> starts = PATIENT.of(form(line));
        assertThat(starts).hasSize(2).allSatisfy(start -> {
            Outcome.Started started = started(start);
            assertThat(started.phases().firstNs()).isGreaterThanOrEqualTo(READY_NS);
            HttpPhases phases = (HttpPhases) started.phases();
            assertThat(phases.secondNs()).isGreaterThan(phases.secondSentNs());
            assertThat(start.platform()).isNotEqualTo(Platform.UNKNOWN);
        });
        assertThat(idle(starts.getFirst()))
                .as("the warm-up waits for no memory")
                .isEmpty();
        assertThat(idle(starts.getLast())).hasValueSatisfying(memory -> {
            assertThat(memory.peakBytes()).isGreaterThanOrEqualTo(memory.rssBytes());
            assertThat(memory.pssBytes()).isLessThanOrEqualTo(memory.rssBytes());
        });
    }

    @Test
    void whatListensEarlyIsSeenToListenEarly() {
        for (String early : List.of("unavailable", "accept-close", "wrong-body", "late-body")) {
            assertThat(PATIENT.of(early)).allSatisfy(start -> {
                HttpPhases phases = (HttpPhases) started(start).phases();
                assertThat(phases.portNs()).isLessThan(phases.firstNs() - READY_NS / 2);
            });
        }
    }

    @Test
    void aDaemonIsCountedAndEndedWithItsApp() {
        assertThat(PATIENT.of("daemon"))
                .allSatisfy(
                        start -> assertThat(started(start).usage().processes()).isEqualTo(2));
        assertThat(PATIENT.of("plain"))
                .allSatisfy(
                        start -> assertThat(started(start).usage().processes()).isEqualTo(1));
    }

    @Test
    void cpuTimeIsWhatWasComputedAndNotWhatWasSlept() {
        long busy = mostCpu("busy");
        // Other programs may have had half of the CPU meanwhile.
        assertThat(busy).isGreaterThan(READY_NS / 3);
        assertThat(busy).isGreaterThan(4 * mostCpu("plain"));
    }

    private static long mostCpu(String form) {
        return PATIENT.of(form).stream()
                .mapToLong(start -> started(start).usage().cpuNs())
                .max()
                .orElseThrow();
    }

    @Test
    void idleMemoryIsWhatTheAppHolds() {
        long held = WORK_UNITS * (256L << 10);
        long plain = idle(PATIENT.of("plain").getLast()).orElseThrow().rssBytes();
        long work = idle(PATIENT.of("work").getLast()).orElseThrow().rssBytes();
        assertThat(work - plain).isBetween(held * 9 / 10, held * 11 / 10);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("exit", FailureReason.EXITED, 3, "", "exiting with 3, as asked"),
                Arguments.of("exit-77", FailureReason.EXITED, 77, "", "exiting with 77, as asked"),
                Arguments.of("abort", FailureReason.EXITED, 134, "SIGABRT", ""),
                Arguments.of("fill-disk", FailureReason.EXITED, 28, "", "No space left on device"),
                Arguments.of("eat-memory", FailureReason.KILLED_FOR_MEMORY, 137, "SIGKILL", ""));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void endsWithCodeSignalAndLog(String form, FailureReason reason, int code, String signal, String log) {
        assertThat(PATIENT.of(form)).hasSize(2).allSatisfy(start -> {
            Outcome.Failed failed = failed(start);
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.exitCode()).hasValue(code);
            assertThat(failed.signal().orElse("")).isEqualTo(signal);
            assertThat(String.join("\n", failed.log())).contains(log);
        });
    }

    /** In the block that waits a second, when the parent has surely ended. */
    @Test
    void aServerThatOutlivesItsParentIsNoStart() {
        Outcome.Failed failed = failed(PATIENT.of("daemon-exit").getLast());
        assertThat(failed.reason()).isEqualTo(FailureReason.EXITED);
        assertThat(failed.exitCode()).hasValue(0);
        assertThat(failed.signal()).isEmpty();
    }

    @Test
    void foreignCodeIsNotStarted() {
        assertThat(PATIENT.of("foreign")).singleElement().satisfies(start -> {
            assertThat(failed(start).reason()).isEqualTo(FailureReason.WRONG_ARCHITECTURE);
            assertThat(start.platform()).isEqualTo(Platform.UNKNOWN);
        });
        assertThat(PATIENT.givenUp).containsExactly("foreign");
    }

    static Stream<Arguments> stuck() {
        return Stream.of(
                Arguments.of("never-listen", FailureReason.NEVER_LISTENED, "port 8080 did not open"),
                Arguments.of("other-port", FailureReason.NEVER_LISTENED, "it listens on port 9099"),
                Arguments.of("hang", FailureReason.TIMED_OUT, "no whole answer"),
                Arguments.of("never-available", FailureReason.WRONG_STATUS, "it answered 503 where 200 is expected"),
                Arguments.of("never-right", FailureReason.WRONG_BODY, "\"id\":41"),
                Arguments.of("never-open", FailureReason.TIMED_OUT, "closed the connection"),
                Arguments.of("never-whole", FailureReason.TIMED_OUT, "no whole answer"));
    }

    @ParameterizedTest
    @MethodSource("stuck")
    void saysWhatItWaitedFor(String form, FailureReason reason, String detail) {
        assertThat(HASTY.of(form)).hasSize(2).allSatisfy(start -> {
            Outcome.Failed failed = failed(start);
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.detail()).contains(detail);
            assertThat(failed.exitCode()).as("it was ended, it did not end").isEmpty();
        });
    }

    private static Outcome.Started started(Start start) {
        assertThat(start.outcome()).as(start.variant()).isInstanceOf(Outcome.Started.class);
        return (Outcome.Started) start.outcome();
    }

    private static Outcome.Failed failed(Start start) {
        assertThat(start.outcome()).as(start.variant()).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) start.outcome();
    }

    private static Optional<IdleMemory> idle(Start start) {
        return started(start).idle();
    }
}
