package dev.coldstart.measure.run;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How small a difference a machine can see: the known program's fixed work, compared with itself under two names. What a
 * comparison of it would have found four times in five is the machine's noise floor.
 */
public final class NoiseFloor {

    /** As many as a comparison has at least, so that it says what such a one sees. */
    public static final int BLOCKS = Sampling.DEFAULT_MIN_BLOCKS;

    private static final int PORT = 8080;
    private static final List<String> WORK = List.of("--port", Integer.toString(PORT), "--work", "50");

    private final Engine engine;
    private final Clock clock;

    public NoiseFloor(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Measures for some ten seconds, in which nothing else may be measured.
     *
     * @return a fraction, such as 0.03; empty when it was told to stop
     * @throws EngineException when the engine does not measure
     */
    public OptionalDouble measure(Cancellation cancellation) {
        Architecture architecture = engine.architecture();
        List<Variant> variants = List.of(Variant.head("work-a", architecture), Variant.head("work-b", architecture));
        AppImage image = engine.known(WORK);
        Plan plan = new Plan(
                "noise floor",
                clock.instant().toString(),
                variants,
                variants.getFirst().name(),
                HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(PORT)),
                RunSettings.defaults(),
                new Sampling(BLOCKS, BLOCKS, 0, Sampling.DEFAULT_PRECISION, clock.millis()),
                Policy.defaults(),
                List.of());
        Collected collected = new Collected(plan);
        End end = new Worker(engine, clock)
                .run(
                        plan,
                        variants.stream()
                                .map(v -> new Contender(v, image, Optional.of(architecture)))
                                .toList(),
                        collected,
                        cancellation);
        if (end.reason() == End.Reason.CANCELLED) {
            return OptionalDouble.empty();
        }
        collected.samples.add(new SampleLine.OfEnd(end));
        return ReportBuilder.build(collected.samples.samples().orElseThrow(), List.of()).comparisons().stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE)
                .map(Contrast::smallestVisible)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElseThrow(() -> new EngineException("the noise floor could not be measured: " + end.detail()));
    }

    private static final class Collected implements Listener {

        private final SampleCollector samples = new SampleCollector();

        private Collected(Plan plan) {
            samples.add(new SampleLine.OfPlan(SampleLine.SCHEMA, plan));
        }

        @Override
        public void machine(Machine machine) {
            samples.add(new SampleLine.OfMachine(machine));
        }

        @Override
        public void started(Start start) {
            samples.add(new SampleLine.OfStart(start));
        }

        @Override
        public void answered(Answers answers) {
            // nothing is compared but time
        }

        @Override
        public void studied(StudyRun run) {
            // no study is asked for
        }

        @Override
        public void blockEnded(int block) {
            // nobody goes on with it
        }

        @Override
        public void gaveUp(Variant variant) {
            // follows from the starts
        }

        @Override
        public void noted(String note) {
            samples.add(new SampleLine.OfNote(note));
        }

        @Override
        public void ended(End end) {
            // is what run gives
        }
    }
}
