package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Start;
import dev.coldstart.measure.engine.Known;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers as they listen and answer, on the real engine: which port is asked, by which address, and which answer counts. */
final class ListeningTest {

    private static final Duration ENOUGH = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(1500);

    private static Optional<Known> known = Optional.empty();

    @BeforeAll
    static void connect() {
        known = Optional.of(Known.here());
    }

    @AfterAll
    static void close() {
        known.ifPresent(Known::close);
    }

    @Test
    void aPortThatChangesIsFoundAtEachStart() {
        Recorder together = run(ENOUGH, OptionalInt.empty(), "a: --sleep 100 --port 0", "b: --sleep 100 --port 0");
        assertThat(together.starts).hasSize(4).allSatisfy(ListeningTest::readyAfter100);
        assertThat(together.notes)
                .containsExactly(
                        "a@head listens on another port at each start: it is looked for anew each time",
                        "b@head listens on another port at each start: it is looked for anew each time");
        Recorder alone = run(ENOUGH, OptionalInt.empty(), "a: --sleep 100 --port 0");
        assertThat(alone.starts).hasSize(2).allSatisfy(ListeningTest::readyAfter100);
        assertThat(alone.notes).anyMatch(note -> note.contains("listens on another port at each start"));
    }

    /** The management port is ready first in one form, the main port in the other: both are timed on one. */
    @Test
    void ofTwoPortsAllFormsAreAskedOnTheSame() {
        Recorder seen = run(
                ENOUGH,
                OptionalInt.empty(),
                "a: --sleep 400 --second 9000 --second-at 100",
                "b: --sleep 100 --second 9000 --second-at 400");
        Outcome.Started a = started(seen.of("a").getLast());
        assertThat(a.phases().firstNs()).isGreaterThanOrEqualTo(400_000_000);
        started(seen.of("b").getLast());
        assertThat(seen.notes)
                .contains(
                        "a@head was found to listen on port 8080, as no port was given",
                        "b@head was found to listen on port 8080, as no port was given")
                .filteredOn(note -> note.contains("port 9000 too"))
                .hasSize(2);
    }

    @Test
    void aFormThatIsReadyElsewhereAloneHasNotStarted() {
        Recorder seen = run(SHORT, OptionalInt.empty(), "a: --sleep 1", "b: --sleep 1 --port 9001");
        started(seen.of("a").getLast());
        assertThat(failed(seen.of("b").getLast()).detail()).contains("port 8080", "it listens on port 9001");
        assertThat(seen.notes)
                .anyMatch(note -> note.startsWith("b@head gives the expected answer on port 9001 and not"));
    }

    @Test
    void ipv6AloneIsReached() {
        for (OptionalInt port : List.of(OptionalInt.of(Known.PORT), OptionalInt.empty())) {
            Recorder seen = run(ENOUGH, port, "all: --sleep 100 --v6 all", "loopback: --sleep 100 --v6 loopback");
            assertThat(seen.starts).hasSize(4).allSatisfy(ListeningTest::readyAfter100);
        }
    }

    @Test
    void anAnswerCountsThatLasts() {
        Recorder seen = run(ENOUGH, OptionalInt.of(Known.PORT), "a: --sleep 100 --trap relapse", "b: --sleep 100");
        assertThat(seen.of("a"))
                .hasSize(2)
                .allSatisfy(
                        start -> assertThat(started(start).phases().firstNs()).isGreaterThanOrEqualTo(900_000_000));
        assertThat(seen.of("b")).allSatisfy(ListeningTest::readyAfter100);
        assertThat(seen.notes)
                .singleElement()
                .asString()
                .startsWith("a@head answered as expected after 1")
                .contains("it answered 503 where 200 is expected", "as expected for good after");
    }

    @Test
    void whatCantBeAskedIsNamedWithWhatToDo() {
        Recorder seen = run(
                SHORT,
                OptionalInt.of(Known.PORT),
                "redirect: --sleep 0 --trap redirect",
                "unix: --sleep 0 --trap unix");
        Outcome.Failed redirect = failed(seen.of("redirect").getLast());
        assertThat(redirect.reason()).isEqualTo(FailureReason.WRONG_STATUS);
        assertThat(redirect.detail())
                .contains(
                        "it answered 307 to https://localhost:8443/known/42 where 200 is expected",
                        "UseHttpsRedirection");
        assertThat(failed(seen.of("unix").getLast()).detail()).contains("a UNIX socket alone, /tmp/known.socket");
    }

    /** What getaddrinfo(gethostname()) gives, as Java, Go and .NET ask it at their start. */
    @Test
    void theContainerKnowsItsOwnName() {
        Contender contender = contender("name: --sleep 0");
        Contender asking = new Contender(
                contender.variant(),
                known.orElseThrow()
                        .shell("getent ahosts $(cat /proc/sys/kernel/hostname) || exit 5; exec ./known --sleep 0"),
                Optional.empty());
        assertThat(run(ENOUGH, OptionalInt.of(Known.PORT), Stream.of(asking)).starts)
                .hasSize(2)
                .allSatisfy(ListeningTest::started);
    }

    private static void readyAfter100(Start start) {
        assertThat(started(start).phases().firstNs()).isGreaterThanOrEqualTo(100_000_000);
    }

    private static Recorder run(Duration deadline, OptionalInt port, String... lines) {
        return run(deadline, port, Stream.of(lines).map(ListeningTest::contender));
    }

    private static Recorder run(Duration deadline, OptionalInt port, Stream<Contender> contenders) {
        List<Contender> all = contenders.toList();
        Recorder recorder = new Recorder();
        new Worker(known.orElseThrow().engine(), Clock.systemUTC())
                .run(
                        Known.plan(all, Known.scenario(port, deadline, deadline.dividedBy(3)), Known.run(1)),
                        all,
                        recorder,
                        new Cancellation());
        return recorder;
    }

    private static Contender contender(String line) {
        String[] parts = line.split(": ", 2);
        return known.orElseThrow().contender(parts[0], parts[1].split(" ", -1));
    }

    private static Outcome.Started started(Start start) {
        assertThat(start.outcome()).as(start.variant()).isInstanceOf(Outcome.Started.class);
        return (Outcome.Started) start.outcome();
    }

    private static Outcome.Failed failed(Start start) {
        assertThat(start.outcome()).as(start.variant()).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) start.outcome();
    }
}
