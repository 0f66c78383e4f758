package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Schedule;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Start;
import dev.coldstart.measure.engine.EngineException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, order, stopping, and what is done when a form or the engine fails: with an engine that follows a script. */
final class WorkerTest {

    private static final FakeEngine.Script ALL_GOOD = (form, number, idle) -> FakeEngine.good(idle);
    private static final double NEVER_PRECISE = 1e-12;
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final Recorder seen = new Recorder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42, -7})
    void blocksAreCompleteAndInTheSchedulesOrder(long seed) {
        List<Contender> contenders = contenders("a", "b", "c", "d");
        FakeEngine engine = new FakeEngine((form, number, idle) -> scattered(form, number));
        End end = run(engine, contenders, new Sampling(3, 6, 2, NEVER_PRECISE, seed));
        assertThat(end.reason()).isEqualTo(End.Reason.BLOCKS);
        Schedule schedule =
                new Schedule(contenders.stream().map(Contender::variant).toList(), seed);
        List<String> expected = IntStream.rangeClosed(0, 6)
                .boxed()
                .flatMap(block -> numbered(block, schedule.nextBlock()).stream())
                .toList();
        assertThat(seen.starts)
                .extracting(s -> s.block() + "." + s.position() + " " + s.variant())
                .isEqualTo(expected);
        assertThat(seen.starts).extracting(Start::platform).containsOnly(new Platform(10, 20));
        assertThat(seen.machines).hasSize(1);
        assertThat(seen.ends).containsExactly(end);
        assertThat(engine.opened).isEqualTo(1);
    }

    private static List<String> numbered(int block, List<Variant> order) {
        return IntStream.range(0, order.size())
                .mapToObj(i -> block + "." + i + " " + order.get(i).name())
                .toList();
    }

    @Test
    void idleMemoryIsWaitedForInBlocksSpreadOverThoseAlwaysRun() {
        run(new FakeEngine(ALL_GOOD), contenders("a", "b"), new Sampling(5, 5, 3, 0.05, 1));
        assertThat(seen.starts)
                .hasSize(12)
                .allSatisfy(start -> assertThat(
                                ((Outcome.Started) start.outcome()).idle().isPresent())
                        .as("block %d", start.block())
                        .isEqualTo(List.of(1, 3, 5).contains(start.block())));
    }

    /** Equal figures are precise as soon as there is an interval at all; before the least number of blocks nobody asks. */
    @Test
    void stopsWhenPreciseAndNotBeforeTheLeast() {
        End end = run(new FakeEngine(ALL_GOOD), contenders("a", "b"), new Sampling(12, 40, 0, 0.05, 1));
        assertThat(end.reason()).isEqualTo(End.Reason.PRECISE);
        assertThat(lastBlock()).isEqualTo(12);
    }

    /** What a session finds out while it measures, such as that another measurement has begun, is told before the end. */
    @Test
    void whatTheSessionHasToSayIsTold() {
        FakeEngine engine = new FakeEngine(ALL_GOOD);
        engine.remarks.add("another was there");
        run(engine, contenders("a"), new Sampling(1, 1, 0, 0.05, 1));
        assertThat(seen.notes).containsExactly("another was there");
    }

    /** No container is made that is not used, as long as the number of blocks is known. */
    @Test
    void whatIsHeldIsUsedAndNeverMuch() {
        FakeEngine engine = new FakeEngine((form, number, idle) -> scattered(form, number));
        run(engine, contenders("a", "b", "c"), new Sampling(20, 20, 20, NEVER_PRECISE, 3));
        assertThat(seen.starts).hasSize(63);
        assertThat(engine.heldInVain).isZero();
        assertThat(engine.most).isLessThanOrEqualTo(18);
    }

    @Test
    void aFormThatFailsMoreThanItStartsIsGivenUpAndTheOthersGoOn() {
        FakeEngine engine = new FakeEngine((form, number, idle) -> switch (form) {
            case "bad" -> FakeEngine.failed(FailureReason.WRONG_BODY);
            case "late" -> number < 5 ? scattered(form, number) : FakeEngine.failed(FailureReason.TIMED_OUT);
            case "flaky" -> number % 2 == 0 ? scattered(form, number) : FakeEngine.failed(FailureReason.EXITED);
            default -> scattered(form, number);
        });
        End end = run(engine, contenders("good", "bad", "late", "flaky"), new Sampling(16, 16, 16, NEVER_PRECISE, 1));
        assertThat(end.reason()).isEqualTo(End.Reason.BLOCKS);
        assertThat(seen.givenUp).containsExactly("bad", "late");
        assertThat(engine.heldInVain).as("what was ready for them was removed").isZero();
        assertThat(seen.of("good")).hasSize(17);
        assertThat(seen.of("flaky")).hasSize(17);
        assertThat(seen.of("bad")).hasSize(3);
        assertThat(seen.of("late")).as("5 good ones, and 6 failed").hasSize(11);
        assertThat(seen.of("good"))
                .extracting(Start::block)
                .isEqualTo(IntStream.rangeClosed(0, 16).boxed().toList());
    }

    @Test
    void itEndsWhenNobodyIsLeft() {
        FakeEngine engine = new FakeEngine((form, number, idle) -> FakeEngine.failed(FailureReason.NEVER_LISTENED));
        End end = run(engine, contenders("a", "b"), Sampling.defaults(1));
        assertThat(end.reason()).isEqualTo(End.Reason.NOTHING_LEFT);
        assertThat(seen.starts).hasSize(6);
        assertThat(seen.givenUp).containsExactlyInAnyOrder("a", "b");
    }

    /** Which forms never start, of how many blocks, and what the end says of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b,c | 1  | NOTHING_LEFT | no form had started often enough after 1 block
            a,b,c | 2  | NOTHING_LEFT | no form is left that starts
            a     | 12 | PRECISE      | the interval of each form that starts is as narrow as was asked after 12 blocks; \
                                        no two were compared, for want of a@head, which did not start often enough
            c     | 12 | PRECISE      | every interval but that of c@head, which did not start often enough, is as narrow \
                                        as was asked after 12 blocks
            b,c   | 12 | PRECISE      | the interval of each form that starts is as narrow as was asked after 12 blocks; no \
                                        two were compared, for want of b@head, c@head, which did not start often enough
            none  | 12 | PRECISE      | every interval is as narrow as was asked after 12 blocks
            none  | 1  | BLOCKS       | the one block that was allowed was run
            none  | 2  | BLOCKS       | all 2 blocks that were allowed were run
            """)
    void theEndSaysNothingThatTheStartsContradict(String failing, int blocks, End.Reason reason, String detail) {
        Set<String> bad = Set.of(failing.split(","));
        FakeEngine engine = new FakeEngine((form, number, idle) ->
                bad.contains(form) ? FakeEngine.failed(FailureReason.EXITED) : FakeEngine.good(idle));
        End end = run(engine, contenders("a", "b", "c"), new Sampling(blocks, blocks, 0, 0.05, 1));
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.detail()).isEqualTo(detail.replaceAll("\\s+", " "));
    }

    @Test
    void oneFormAloneThatNeverStartsHasNoInterval() {
        FakeEngine engine = new FakeEngine((form, number, idle) -> FakeEngine.failed(FailureReason.EXITED));
        End end = run(engine, contenders("a"), new Sampling(1, 1, 0, 0.05, 1));
        assertThat(end.reason()).isEqualTo(End.Reason.NOTHING_LEFT);
    }

    @Test
    void foreignFormsAloneNeedNoEngine() {
        FakeEngine engine = new FakeEngine(ALL_GOOD);
        Contender foreign = new Contender(
                Variant.head("aot", Architecture.ARM64), FakeEngine.image("aot"), Optional.of(Architecture.ARM64));
        End end = run(engine, List.of(foreign), Sampling.defaults(1));
        assertThat(end.reason()).isEqualTo(End.Reason.NOTHING_LEFT);
        assertThat(engine.opened).isZero();
        assertThat(seen.starts).singleElement().satisfies(start -> {
            assertThat(((Outcome.Failed) start.outcome()).reason()).isEqualTo(FailureReason.WRONG_ARCHITECTURE);
            assertThat(start.at()).isEqualTo(Instant.EPOCH.toString());
        });
    }

    @Test
    void aFailureIsCompletedWithWhatTheEngineKnows() {
        FakeEngine engine = new FakeEngine((form, number, idle) ->
                FakeEngine.failed(form.equals("late") ? FailureReason.TIMED_OUT : FailureReason.EXITED));
        run(engine, contenders("crashing", "hungry", "late"), Sampling.defaults(1));
        assertThat(failure("crashing"))
                .isEqualTo(new Outcome.Failed(
                        FailureReason.EXITED,
                        "as scripted",
                        OptionalInt.of(139),
                        Optional.of("SIGSEGV"),
                        List.of("last words of crashing")));
        assertThat(failure("hungry").reason()).isEqualTo(FailureReason.KILLED_FOR_MEMORY);
        assertThat(failure("late"))
                .as("it was ended by the prober: its exit code says nothing")
                .isEqualTo(new Outcome.Failed(
                        FailureReason.TIMED_OUT,
                        "as scripted",
                        OptionalInt.empty(),
                        Optional.empty(),
                        List.of("last words of late")));
    }

    /** Twice as early as can be, so that what varies shows, and once when time has gone by. */
    @Test
    void formsAreAskedTwiceEarlyAndOnceLate() {
        FakeEngine engine = new FakeEngine((form, number, idle) ->
                form.equals("slow") && number < 2 ? FakeEngine.failed(FailureReason.TIMED_OUT) : FakeEngine.good(idle));
        run(engine, contenders("a", "slow"), new Sampling(9, 9, 0, 0.05, 1));
        assertThat(seen.answers)
                .extracting(a -> a.variant() + " " + a.block())
                .containsExactlyInAnyOrder(
                        "a@head 0", "a@head 1", "a@head 9", "slow@head 2", "slow@head 3", "slow@head 9");
        assertThat(seen.answers)
                .allSatisfy(a -> assertThat(a.replies()).containsExactly(FakeEngine.answer(200)))
                .allSatisfy(a -> assertThat(a.log()).isEmpty());
        assertThat(engine.examined).as("only failed starts were").isEqualTo(2);
    }

    @Test
    void whereAnAnswerIsAnErrorOrMissingTheAppsLogIsKept() {
        Reply ended = new Reply.Missing(Reply.Cause.ENDED, "it ended");
        FakeEngine engine = new FakeEngine(new FakeEngine.Script() {
            @Override
            public Outcome start(String form, int number, ProbeCommand.Idle idle) {
                return FakeEngine.good(idle);
            }

            @Override
            public List<Reply> replies(String form, int number, List<ParityRequest> exchange) {
                return exchange.isEmpty()
                        ? List.of()
                        : List.of(
                                switch (form) {
                                    case "error" -> FakeEngine.answer(500);
                                    case "unknown" -> FakeEngine.answer(404);
                                    default -> ended;
                                });
            }
        });
        run(engine, contenders("error", "unknown", "crashing", "hungry"), new Sampling(1, 1, 0, 0.05, 1));
        assertThat(answers("error").log()).containsExactly("last words of error");
        assertThat(answers("error").ended()).isEmpty();
        assertThat(answers("unknown").log()).isEmpty();
        assertThat(answers("crashing").ended().orElseThrow().signal()).contains("SIGSEGV");
        assertThat(answers("hungry").ended().orElseThrow().reason()).isEqualTo(FailureReason.KILLED_FOR_MEMORY);
    }

    private Answers answers(String form) {
        return seen.answers.stream()
                .filter(a -> a.variant().equals(form + "@head"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasMeasuredBeforeTheEngineFailedIsKept() {
        FakeEngine engine = new FakeEngine((form, number, idle) -> {
            if (form.equals("b") && number == 3) {
                throw new EngineException("the daemon went away: is it running?");
            }
            return FakeEngine.good(idle);
        });
        End end = run(engine, contenders("a", "b"), Sampling.defaults(1));
        assertThat(end.reason()).isEqualTo(End.Reason.BROKEN);
        assertThat(end.detail()).isEqualTo("the daemon went away: is it running?");
        assertThat(seen.of("b")).hasSize(3);
        assertThat(seen.of("a")).hasSizeBetween(3, 4);
        assertThat(seen.ends).containsExactly(end);
    }

    @Test
    void anEngineThatCantMakeContainersBreaksItToo() {
        AtomicInteger held = new AtomicInteger();
        FakeEngine engine = new FakeEngine(
                ALL_GOOD,
                () -> {
                    if (held.incrementAndGet() > 9) {
                        throw new EngineException("no space left on device");
                    }
                },
                () -> {});
        End end = run(engine, contenders("a", "b"), Sampling.defaults(1));
        assertThat(end.reason()).isEqualTo(End.Reason.BROKEN);
        assertThat(end.detail()).isEqualTo("no space left on device");
        assertThat(seen.starts).isNotEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void cancellingBetweenStartsEndsItThere() {
        Cancellation cancellation = new Cancellation();
        FakeEngine engine = new FakeEngine((form, number, idle) -> FakeEngine.good(idle));
        Recorder stopping = new Recorder() {
            @Override
            public void started(Start start) {
                super.started(start);
                if (starts.size() == 7) {
                    cancellation.cancel();
                }
            }
        };
        End end = new Worker(engine, CLOCK)
                .run(plan(contenders("a", "b"), Sampling.defaults(1)), contenders("a", "b"), stopping, cancellation);
        assertThat(end.reason()).isEqualTo(End.Reason.CANCELLED);
        assertThat(stopping.starts).hasSize(7);
        assertThat(engine.aborted).isTrue();
    }

    @Test
    void cancellingBeforeItBeginsMeasuresNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        End end = new Worker(new FakeEngine(ALL_GOOD), CLOCK)
                .run(plan(contenders("a"), Sampling.defaults(1)), contenders("a"), seen, cancellation);
        assertThat(end.reason()).isEqualTo(End.Reason.CANCELLED);
        assertThat(seen.starts).isEmpty();
    }

    /** A container that is being made while the comparison ends is there only after the session has looked for what to remove. */
    @Test
    void nothingIsMadeAfterTheEnd() {
        Cancellation cancellation = new Cancellation();
        AtomicInteger held = new AtomicInteger();
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        FakeEngine engine = new FakeEngine(
                ALL_GOOD,
                () -> {
                    // Eight while the prober gets warm; the others while the first counted start is idle.
                    if (held.incrementAndGet() > 8) {
                        making.countDown();
                        await(mayFinish);
                    }
                },
                () -> {
                    await(making);
                    cancellation.cancel();
                    mayFinishSoon(mayFinish);
                });
        End end = new Worker(engine, CLOCK)
                .run(plan(contenders("a"), new Sampling(20, 20, 20, 0.05, 1)), contenders("a"), seen, cancellation);
        assertThat(end.reason()).isEqualTo(End.Reason.CANCELLED);
        await(mayFinish);
        engine.awaitQuiet();
        assertThat(engine.left()).isEmpty();
    }

    private static void mayFinishSoon(CountDownLatch latch) {
        Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            latch.countDown();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("it did not come about");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A good start whose time differs from the others' by more than any precision. */
    private static Outcome scattered(String form, int number) {
        Outcome.Started even = (Outcome.Started) FakeEngine.good(ProbeCommand.Idle.MEASURE);
        long first = 1_000_000L * (1 + Math.floorMod(number * 7919 + form.hashCode() * 104_729, 97));
        return new Outcome.Started(new HttpPhases(1, 2, first, first, first, 1), even.usage(), even.idle());
    }

    private Outcome.Failed failure(String form) {
        return (Outcome.Failed) seen.of(form).getFirst().outcome();
    }

    private int lastBlock() {
        return seen.starts.getLast().block();
    }

    private End run(FakeEngine engine, List<Contender> contenders, Sampling sampling) {
        End end = new Worker(engine, CLOCK).run(plan(contenders, sampling), contenders, seen, new Cancellation());
        assertThat(engine.left()).isEmpty();
        return end;
    }

    private static List<Contender> contenders(String... forms) {
        return List.of(forms).stream()
                .map(form ->
                        new Contender(Variant.head(form, Architecture.X64), FakeEngine.image(form), Optional.empty()))
                .toList();
    }

    private static Plan plan(List<Contender> contenders, Sampling sampling) {
        List<Variant> variants = contenders.stream().map(Contender::variant).toList();
        return new Plan(
                "app",
                "2026-01-01T00:00:00Z",
                variants,
                variants.getFirst().name(),
                HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(8080)),
                RunSettings.defaults(),
                sampling,
                Policy.defaults(),
                List.of());
    }
}
