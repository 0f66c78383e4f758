package dev.coldstart.core.report;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.assessment.Assessment;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.assessment.Waivers;
import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Figure;
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
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.statistics.Spread;
import dev.coldstart.core.verdict.Diagnoses;
import dev.coldstart.core.verdict.WarningReports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Collects a report part by part. */
public final class Draft {
    private static final Architecture ARCHITECTURE = Architecture.X64;

    private final String app;
    private final Plan plan;
    private final List<VariantReport> variants = new ArrayList<>();
    private final List<Contrast> comparisons = new ArrayList<>();
    private final List<BuildRecord> builds = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final Random random = new Random(42);
    final List<String> notes = new ArrayList<>();
    Verdict verdict = verdict(Verdict.Answer.INCONCLUSIVE, "", List.of());
    Report.State state = Report.State.MEASURED;
    int blocks = Situations.BLOCKS;
    public Optional<Machine> machine = Optional.of(new Machine(
            ARCHITECTURE,
            "AMD EPYC 7763 64-Core Processor",
            2,
            8L << 30,
            "6.8.0-45-generic",
            "Docker 20.10.24",
            "v1",
            "1",
            "0",
            Optional.empty(),
            List.of("the CPU's frequency can't be read")));
    Optional<End> end = Optional.of(new End(End.Reason.PRECISE, "Every interval is as narrow as was asked.", 31.4));

    public Draft(String app, List<String> forms) {
        this.app = app;
        this.plan = new Plan(
                app,
                "2026-03-14T09:26:53Z",
                forms.stream().map(f -> Variant.head(f, ARCHITECTURE)).toList(),
                forms.getFirst() + "@head",
                HttpScenario.of(HttpRequest.get("/users/42"), Expectation.status(200), OptionalInt.of(8080)),
                RunSettings.defaults(),
                Sampling.defaults(7_315_422),
                Policy.defaults(),
                List.of());
    }

    static Verdict verdict(Verdict.Answer answer, String form, List<String> reasons) {
        return Verdict.of(answer, form, reasons.stream().map(Reason::of).toList());
    }

    Draft started(Situations.Shape shape) {
        String name = shape.form() + "@head";
        BuildRecord build = build(shape, List.of(), Optional.empty());
        Artifact artifact = artifact(shape);
        for (int block = 0; block <= blocks; block++) {
            starts.add(new Start(name, block, 0, at(block), goodStart(shape, block), platform(), host()));
        }
        Map<Metric, Figure> metrics = new EnumMap<>(Metric.class);
        timed(metrics, Metric.FIRST_RESPONSE, shape.ms(), 0.022);
        timed(metrics, Metric.CPU_TO_FIRST_RESPONSE, shape.ms() * 0.96, 0.018);
        timed(metrics, Metric.EXEC, 0.34, 0.2);
        timed(metrics, Metric.PORT_OPEN, shape.ms() * 0.7, 0.022);
        timed(metrics, Metric.SECOND_RESPONSE, shape.ms() * 0.012, 0.05);
        memory(metrics, Metric.IDLE_RSS, shape.idleMib());
        memory(metrics, Metric.IDLE_PSS, shape.idleMib() * 0.97);
        memory(metrics, Metric.PEAK_RSS, shape.idleMib() * 1.06);
        timed(metrics, Metric.MINOR_FAULTS, shape.idleMib() * 200, 0.01);
        timed(metrics, Metric.THREADS, 14, 0.0);
        files(metrics, artifact, build);
        variants.add(variant(shape, VariantReport.State.STARTED, metrics, Optional.empty(), build, artifact));
        return this;
    }

    Draft failed(Situations.Shape shape, Outcome.Failed failure) {
        BuildRecord build = build(shape, List.of(), Optional.empty());
        Artifact artifact = artifact(shape);
        for (int block = 0; block <= blocks; block++) {
            starts.add(new Start(shape.form() + "@head", block, 1, at(block), failure, platform(), host()));
        }
        Map<Metric, Figure> metrics = new EnumMap<>(Metric.class);
        files(metrics, artifact, build);
        variants.add(variant(shape, VariantReport.State.FAILED, metrics, Optional.of(failure), build, artifact));
        return this;
    }

    Draft notBuilt(Situations.Shape shape, List<BuildWarning> warnings) {
        BuildRecord build = build(shape, warnings, Optional.of("dotnet publish ended with exit code 1: NETSDK1207"));
        builds.add(build);
        variants.add(new VariantReport(
                shape.form() + "@head",
                shape.form(),
                Variant.HEAD,
                ARCHITECTURE,
                VariantReport.State.NOT_BUILT,
                Optional.empty(),
                Map.of(Metric.BUILD_TIME, once(Metric.Unit.SECONDS, shape.buildSeconds())),
                0,
                0,
                Optional.empty(),
                Optional.of(build),
                Optional.empty()));
        return this;
    }

    Draft notMeasured(Situations.Shape shape) {
        variants.add(new VariantReport(
                shape.form() + "@head",
                shape.form(),
                Variant.HEAD,
                ARCHITECTURE,
                VariantReport.State.NOT_MEASURED,
                Optional.empty(),
                Map.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    void contrasts(Situations.Shape shape, double ratio, double low, double high, Decision decision) {
        OptionalInt settledBy = decision == Decision.INCONCLUSIVE ? OptionalInt.of(35) : OptionalInt.empty();
        contrast(shape, Metric.FIRST_RESPONSE, new double[] {ratio, low, high}, decision, settledBy);
        contrast(shape, Metric.CPU_TO_FIRST_RESPONSE, new double[] {ratio, low, high}, decision, settledBy);
        double memory = shape.idleMib() / Situations.JIT.idleMib();
        Decision inMemory = Math.abs(memory - 1) < 0.02 ? Decision.SAME : memory < 1 ? Decision.BETTER : Decision.WORSE;
        for (Metric metric : List.of(Metric.IDLE_RSS, Metric.IDLE_PSS, Metric.PEAK_RSS)) {
            double[] interval = {memory, memory * 0.985, memory * 1.015};
            contrast(shape, metric, interval, inMemory, OptionalInt.empty());
        }
        sizes(shape);
    }

    private void sizes(Situations.Shape shape) {
        double size = shape.publishedMb() / Situations.JIT.publishedMb();
        comparisons.add(single(shape, Metric.PUBLISHED_SIZE, size));
        comparisons.add(single(shape, Metric.PACKED_SIZE, size));
        comparisons.add(
                single(shape, Metric.IMAGE_SIZE, (shape.publishedMb() + 76) / (Situations.JIT.publishedMb() + 76)));
        comparisons.add(single(shape, Metric.BUILD_TIME, shape.buildSeconds() / Situations.JIT.buildSeconds()));
    }

    private void contrast(
            Situations.Shape shape, Metric metric, double[] interval, Decision decision, OptionalInt settledBy) {
        comparisons.add(new Contrast(
                metric,
                shape.form() + "@head",
                plan.baseline(),
                blocks,
                interval[0],
                OptionalDouble.of(interval[1]),
                OptionalDouble.of(interval[2]),
                OptionalDouble.of(0.031),
                decision,
                settledBy));
    }

    private Contrast single(Situations.Shape shape, Metric metric, double ratio) {
        return new Contrast(
                metric,
                shape.form() + "@head",
                plan.baseline(),
                1,
                ratio,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                ratio < 1 ? Decision.BETTER : Decision.WORSE,
                OptionalInt.empty());
    }

    public Situations.Situation situation(String name) {
        Report report = new Report(
                Report.SCHEMA,
                app,
                state,
                plan.baseline(),
                variants,
                comparisons,
                verdict,
                Optional.empty(),
                Diagnoses.of(variants, new Behaviour(List.of())),
                Assessment.of(TeamPolicy.NONE, Optional.empty(), new Waivers(List.of(), plan.day()), Optional.empty()),
                WarningReports.of(variants),
                blocks,
                plan,
                machine,
                end,
                notes,
                Optional.empty(),
                Optional.empty(),
                new Behaviour(List.of()),
                Optional.empty());
        return new Situations.Situation(name, report, new SampleSet(plan, builds, artifacts, machine, starts, end));
    }

    private VariantReport variant(
            Situations.Shape shape,
            VariantReport.State state,
            Map<Metric, Figure> metrics,
            Optional<Outcome.Failed> failure,
            BuildRecord build,
            Artifact artifact) {
        builds.add(build);
        artifacts.add(artifact);
        return new VariantReport(
                shape.form() + "@head",
                shape.form(),
                Variant.HEAD,
                ARCHITECTURE,
                state,
                failure.map(Outcome.Failed::reason),
                metrics,
                blocks,
                failure.isPresent() ? blocks : 0,
                failure,
                Optional.of(build),
                Optional.of(artifact));
    }

    private static BuildRecord build(Situations.Shape shape, List<BuildWarning> warnings, Optional<String> failure) {
        List<String> log = failure.isPresent()
                ? List.of(
                        "  Determining projects to restore...",
                        "error NETSDK1207: Ahead-of-time compilation is not"
                                + " supported for the target framework. [/src/Reports.Api/Reports.Api.csproj]")
                : List.of();
        String command = "dotnet publish -c Release -o out/" + shape.form();
        return new BuildRecord(shape.form() + "@head", command, shape.buildSeconds(), warnings, failure, log);
    }

    private static Artifact artifact(Situations.Shape shape) {
        long published = (long) (shape.publishedMb() * 1e6);
        long symbols = shape.form().equals("aot") ? 26_400_000 : 310_000;
        Sizes sizes = new Sizes(published, symbols, published * 4 / 10, published + 76_000_000);
        return new Artifact(
                shape.form() + "@head", "sha256:" + "0123456789abcdef".repeat(4), List.of("./Users.Api"), sizes);
    }

    private static void files(Map<Metric, Figure> metrics, Artifact artifact, BuildRecord build) {
        Sizes sizes = artifact.sizes();
        metrics.put(Metric.PUBLISHED_SIZE, once(Metric.Unit.BYTES, (double) sizes.published()));
        metrics.put(Metric.SYMBOLS_SIZE, once(Metric.Unit.BYTES, (double) sizes.symbols()));
        metrics.put(Metric.PACKED_SIZE, once(Metric.Unit.BYTES, (double) sizes.packed()));
        metrics.put(Metric.IMAGE_SIZE, once(Metric.Unit.BYTES, (double) sizes.image()));
        metrics.put(Metric.BUILD_TIME, once(Metric.Unit.SECONDS, build.seconds()));
    }

    private void timed(Map<Metric, Figure> metrics, Metric metric, double median, double halfWidth) {
        metrics.put(
                metric,
                new Figure(
                        metric.unit(),
                        blocks,
                        median,
                        OptionalDouble.of(median * (1 - halfWidth)),
                        OptionalDouble.of(median * (1 + halfWidth)),
                        metric == Metric.FIRST_RESPONSE ? 1 : 0,
                        Optional.of(new Spread(
                                median * (1 - 3 * halfWidth),
                                median * (1 - 2 * halfWidth),
                                median * (1 + 2 * halfWidth),
                                median * (1 + 5 * halfWidth)))));
    }

    private static void memory(Map<Metric, Figure> metrics, Metric metric, double mib) {
        double bytes = mib * (1 << 20);
        metrics.put(
                metric,
                new Figure(
                        Metric.Unit.BYTES,
                        6,
                        bytes,
                        OptionalDouble.of(bytes * 0.99),
                        OptionalDouble.of(bytes * 1.01),
                        0,
                        Optional.of(new Spread(bytes * 0.98, bytes * 0.99, bytes * 1.01, bytes * 1.02))));
    }

    private static Figure once(Metric.Unit unit, double value) {
        return Figure.once(unit, value);
    }

    /** Skewed to the slow side, as starts are, with a slow first one and an outlier now and then. */
    private Outcome goodStart(Situations.Shape shape, int block) {
        double drift = 1 + 0.03 * Math.sin(block / 5.0);
        double slow = block == 0 ? 1.5 : random.nextInt(30) == 0 ? 1.25 : 1;
        double noise = Math.exp(0.035 * random.nextGaussian() + 0.01 * Math.abs(random.nextGaussian()));
        long first = (long) (shape.ms() * 1e6 * drift * slow * noise);
        long exec = 300_000L + random.nextInt(80_000);
        long port = Math.max(exec, (long) (first * 0.7));
        long sent = first + 150_000;
        HttpPhases phases =
                new HttpPhases(exec, port, first, sent, sent + (long) (shape.ms() * 12_000), (int) (first / 1_000_000));
        Usage usage = new Usage((long) (first * 0.96), (long) (shape.idleMib() * 200), 0, 14, 1);
        double mib = shape.idleMib() * (1 + 0.004 * random.nextGaussian()) * (1 << 20);
        Optional<IdleMemory> idle = block % 4 == 1
                ? Optional.of(new IdleMemory((long) mib, (long) (mib * 0.97), (long) (mib * 1.06)))
                : Optional.empty();
        return new Outcome.Started(phases, usage, idle);
    }

    private static String at(int block) {
        return "2026-03-14T09:27:%02dZ".formatted(block % 60);
    }

    private static Platform platform() {
        return new Platform(41_000_000, 39_000_000);
    }

    private static Host host() {
        return new Host(0, OptionalLong.empty(), 0.4, OptionalDouble.empty());
    }
}
