package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.study.StudyTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is measured beside the cold starts, with an engine that follows a script. */
class StudiesTest {

    private static final FakeEngine.Script ALL_GOOD = (form, number, idle) -> FakeEngine.good(idle);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Study.Load LOAD = new Study.Load(100, Duration.ofSeconds(20), 3, List.of(), 1);
    private static final long MIB = 1 << 20;
    private static final Size SMALL = new Size(0.5, 512 * MIB);
    private static final Size LARGE = new Size(4, 512 * MIB);

    private final Recorder seen = new Recorder();
    private final FakeEngine engine = new FakeEngine(ALL_GOOD);

    private End run(Study... studies) {
        return run(Resume.NOTHING, new Cancellation(), studies);
    }

    private End run(Resume resume, Cancellation cancellation, Study... studies) {
        List<Contender> contenders = Stream.of("jit", "aot")
                .map(form ->
                        new Contender(Variant.head(form, Architecture.X64), FakeEngine.image(form), Optional.empty()))
                .toList();
        List<Variant> variants = contenders.stream().map(Contender::variant).toList();
        Plan plan = new Plan(
                        "app",
                        "2026-01-01T00:00:00Z",
                        variants,
                        "jit@head",
                        HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(8080)),
                        RunSettings.defaults(),
                        new Sampling(2, 2, 0, 0.05, 7),
                        Policy.defaults(),
                        List.of())
                .studying(List.of(studies));
        End end = new Worker(engine, CLOCK).run(plan, contenders, seen, cancellation, resume);
        assertThat(engine.left()).isEmpty();
        return end;
    }

    private static StudyResult.Failed overloaded() {
        return StudyResult.Failed.of(StudyTrouble.RATE_NOT_REACHED, "as scripted");
    }

    @Test
    void eachFormIsRunOnceInEachBlockAfterAllColdStarts() {
        End end = run(LOAD);
        assertThat(end.reason()).isEqualTo(End.Reason.BLOCKS);
        assertThat(seen.starts).hasSize(6);
        assertThat(seen.studies).hasSize(6);
        assertThat(seen.studies).extracting(StudyRun::block).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(seen.studies).extracting(StudyRun::key).doesNotHaveDuplicates();
        assertThat(engine.opened).as("a prober of its own").isEqualTo(2);
        assertThat(seen.blocks).as("from the last block another worker goes on").containsExactly(0, 1, 2, 2, 2, 2);
    }

    @Test
    void withoutStudiesThereIsNoSecondProber() {
        run();
        assertThat(engine.opened).isEqualTo(1);
        assertThat(seen.studies).isEmpty();
    }

    @Test
    void whatAnotherWorkerHasRunIsNotRunAgain() {
        run(LOAD);
        List<StudyRun> before = List.copyOf(seen.studies.subList(0, 3));
        Resume resume = new Resume(List.copyOf(seen.starts), List.of(), before, 3);
        seen.studies.clear();
        run(resume, new Cancellation(), LOAD);
        assertThat(seen.studies).hasSize(3);
        assertThat(seen.studies)
                .extracting(StudyRun::key)
                .doesNotContainAnyElementsOf(before.stream().map(StudyRun::key).toList());
    }

    @Test
    void aFormThatTheStudyIsTooMuchForIsGivenUpAndTheOtherGoesOn() {
        engine.studied = (form, study, size) -> form.equals("jit") ? overloaded() : new StudyResult.Started(1, 1);
        run(LOAD);
        assertThat(seen.studies).filteredOn(r -> r.variant().equals("jit@head")).hasSize(2);
        assertThat(seen.studies).filteredOn(r -> r.variant().equals("aot@head")).hasSize(3);
    }

    @Test
    void anAppThatTheKernelEndedIsExplainedByTheEngine() {
        FakeEngine hungry = new FakeEngine(ALL_GOOD);
        hungry.studied =
                (form, study, size) -> StudyResult.Failed.of(StudyTrouble.ENDED, "its process ended under load");
        Contender contender =
                new Contender(Variant.head("hungry", Architecture.X64), FakeEngine.image("hungry"), Optional.empty());
        Plan plan = new Plan(
                        "app",
                        "2026-01-01T00:00:00Z",
                        List.of(contender.variant()),
                        "hungry@head",
                        HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(8080)),
                        RunSettings.defaults(),
                        new Sampling(1, 1, 0, 0.05, 7),
                        Policy.defaults(),
                        List.of())
                .studying(List.of(LOAD));
        new Worker(hungry, CLOCK).run(plan, List.of(contender), seen, new Cancellation());
        assertThat(seen.studies.getFirst().result()).isInstanceOfSatisfying(StudyResult.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(StudyTrouble.KILLED_FOR_MEMORY);
            assertThat(failed.detail())
                    .isEqualTo("its process ended under load: the kernel ended it at its memory limit");
            assertThat(failed.log()).containsExactly("last words of hungry");
        });
    }

    @Test
    void aSweepLeavesOutWhatTheMachineDoesNotHaveAndSaysSo() {
        run(new Study.Sweep(List.of(SMALL, LARGE), 2));
        assertThat(seen.studies).hasSize(4);
        assertThat(seen.studies).extracting(StudyRun::size).containsOnly(Optional.of(SMALL));
        assertThat(seen.notes).singleElement().asString().contains("leaves out 4 CPUs", "machine has 2");
    }

    @Test
    void theSmallestMemoryIsLookedForOfEachForm() {
        engine.studied = (form, study, size) -> size.orElseThrow().memoryBytes() >= (form.equals("jit") ? 60 : 12) * MIB
                ? new StudyResult.Started(1, 1)
                : StudyResult.Failed.of(StudyTrouble.ENDED, "as scripted");
        run(new Study.LeastMemory(6 * MIB, MIB, 2));
        assertThat(seen.studies)
                .filteredOn(r -> r.variant().equals("jit@head") && r.result() instanceof StudyResult.Started)
                .extracting(r -> r.size().orElseThrow().memoryBytes() / MIB)
                .contains(60L)
                .doesNotContain(59L);
        assertThat(seen.studies)
                .filteredOn(r -> r.variant().equals("aot@head"))
                .extracting(r -> r.size().orElseThrow().memoryBytes() / MIB)
                .contains(12L, 11L);
    }

    @Test
    void whatWasMeasuredIsKeptWhenAStudyIsCutShort() {
        Cancellation cancellation = new Cancellation();
        engine.studied = (form, study, size) -> {
            if (seen.studies.size() == 1) {
                cancellation.cancel();
            }
            return new StudyResult.Started(1, 1);
        };
        End end = run(Resume.NOTHING, cancellation, LOAD);
        assertThat(end.reason()).isEqualTo(End.Reason.CANCELLED);
        assertThat(end.detail()).isEqualTo("stopped during block 2 of the study load");
        assertThat(seen.studies).hasSize(2);
        assertThat(seen.starts).hasSize(6);
    }
}
