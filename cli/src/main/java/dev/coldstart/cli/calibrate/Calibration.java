package dev.coldstart.cli.calibrate;

import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Measures the known program through the whole path. */
public final class Calibration {

    static final String WORK_A = "work-a";
    static final String WORK_B = "work-b";
    private static final int PORT = 8080;
    private static final int WORK_UNITS = 50;

    private final Measurement measurement;
    private final Clock clock;
    private final List<KnownStart> known = new ArrayList<>();

    /** @param millis the known times to measure, each sleeping and busy */
    public Calibration(Measurement measurement, Clock clock, List<Integer> millis) {
        this.measurement = measurement;
        this.clock = clock;
        known.add(KnownStart.working(WORK_A, WORK_UNITS));
        known.add(KnownStart.working(WORK_B, WORK_UNITS));
        millis.forEach(m -> known.add(KnownStart.sleeping(m)));
        millis.forEach(m -> known.add(KnownStart.busy(m)));
    }

    /**
     * Runs it.
     *
     * @param program the folder with the known program and nothing else
     * @param out where the samples go
     */
    public CalibrationResult run(
            PublishedFolder program, Architecture architecture, Sampling sampling, Path out, Progress progress) {
        List<Candidate> candidates = known.stream()
                .map(k -> {
                    List<String> command = new ArrayList<>(List.of("./known", "--port", Integer.toString(PORT)));
                    command.addAll(k.arguments());
                    return new Candidate(
                            Variant.head(k.form(), architecture),
                            Optional.empty(),
                            Optional.of(new Candidate.Published(program, Entrypoint.named(program, command))));
                })
                .toList();
        List<Variant> variants = candidates.stream().map(Candidate::variant).toList();
        Expectation expect = new Expectation(
                200, Map.of(), new BodyExpectation.JsonSubset(Json.line().readTree("{\"id\":42}")));
        Plan plan = new Plan(
                "calibration",
                clock.instant().toString(),
                variants,
                variants.getFirst().name(),
                HttpScenario.of(HttpRequest.get("/"), expect, OptionalInt.of(PORT)),
                RunSettings.defaults(),
                sampling,
                Policy.defaults(),
                List.of());
        return judge(measurement.run(plan, Version.with(Map.of()), candidates, out, progress));
    }

    private CalibrationResult judge(Measurement.Result result) {
        SampleSet samples = result.samples();
        Optional<Contrast> same = result.report().comparisons().stream()
                .filter(c -> c.metric() == Metric.FIRST_RESPONSE && c.of().startsWith(WORK_B + "@"))
                .findFirst();
        List<Start> good = samples.starts().stream()
                .filter(Start::counted)
                .filter(s -> s.outcome() instanceof Outcome.Started)
                .toList();
        List<Start> undisturbed =
                good.stream().filter(s -> s.host().stealMs() == 0).toList();
        return new CalibrationResult(
                rows(good), good.size() - undisturbed.size(), rows(undisturbed), same, result.report());
    }

    private List<CalibrationResult.Row> rows(List<Start> starts) {
        List<CalibrationResult.Row> rows = new ArrayList<>();
        for (KnownStart start : known) {
            double[] millis = firsts(starts, start.form());
            if (start.knownMillis().isPresent() && millis.length > 1) {
                rows.add(CalibrationResult.Row.of(
                        start.form(), start.sleeps(), start.knownMillis().getAsInt(), millis));
            }
        }
        return rows;
    }

    private static double[] firsts(List<Start> starts, String form) {
        double[] millis = starts.stream()
                .filter(s -> s.variant().startsWith(form + "@"))
                .mapToDouble(s -> ((Outcome.Started) s.outcome()).phases().firstNs() / 1e6)
                .toArray();
        Arrays.sort(millis);
        return millis;
    }
}
