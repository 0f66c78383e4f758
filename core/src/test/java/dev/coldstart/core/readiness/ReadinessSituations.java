package dev.coldstart.core.readiness;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.core.verdict.ReportBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Readiness runs, with the runs before them, each from samples. */
final class ReadinessSituations {

    private static final int BLOCKS = 24;

    /** What is now, and what was. */
    record Situation(String name, List<Target> now, List<Target> before) {
        @Override
        public String toString() {
            return name;
        }

        Readiness readiness() {
            return ReadinessBuilder.build(now, before);
        }
    }

    private ReadinessSituations() {}

    static List<Situation> all() {
        Target well = measured("net9.0", 1, 19.1, warnings(4, 2));
        return List.of(
                new Situation("no-earlier-pack", List.of(well, notBuilt("net10.0")), List.of()),
                new Situation("nothing-changed", List.of(well), List.of(well)),
                new Situation(
                        "form-now-starts",
                        List.of(well),
                        List.of(failing("net9.0", FailureReason.WRONG_STATUS, warnings(4, 2)))),
                new Situation(
                        "warnings-gone",
                        List.of(measured("net9.0", 1, 19.1, warnings(1, 0))),
                        List.of(measured("net9.0", 1, 19.1, warnings(4, 2)))),
                new Situation(
                        "figure-moved",
                        List.of(measured("net9.0", 2, 15.2, List.of())),
                        List.of(measured("net9.0", 3, 24.4, List.of()))),
                new Situation(
                        "figure-moved-within-noise",
                        List.of(measured("net9.0", 2, 19.4, List.of())),
                        List.of(measured("net9.0", 3, 19.1, List.of()))),
                new Situation(
                        "framework-gone",
                        List.of(well, measured("net10.0", 4, 17.4, List.of())),
                        List.of(measured("net8.0", 5, 23.1, List.of()), well)),
                new Situation(
                        "worse-in-every-way",
                        List.of(
                                failing("net9.0", FailureReason.EXITED, warnings(6, 2)),
                                notBuilt("net10.0"),
                                elsewhere(measured("net8.0", 6, 31.2, warnings(0, 9)))),
                        List.of(
                                elsewhere(well),
                                measured("net10.0", 4, 17.4, List.of()),
                                measured("net8.0", 5, 23.1, List.of()))),
                new Situation("no-gain", List.of(measured("net9.0", 7, 197, List.of())), List.of()),
                new Situation("not-known", List.of(fewBlocks("net9.0")), List.of()),
                new Situation("hostile", List.of(hostile()), List.of(well)));
    }

    static Target measured(String framework, long seed, double millis, List<BuildWarning> warnings) {
        Comparisons made = new Comparisons(seed);
        return target(
                framework,
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(millis))
                        .samples(),
                warnings);
    }

    private static Target fewBlocks(String framework) {
        Comparisons made = new Comparisons(8);
        return target(
                framework,
                made.variant("jit@head", 105_700_000, 3, made.around(200))
                        .variant("aot@head", 9_900_000, 3, made.around(19))
                        .samples(),
                List.of());
    }

    static Target failing(String framework, FailureReason reason, List<BuildWarning> warnings) {
        Comparisons made = new Comparisons(9);
        return target(
                framework,
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, 3, block -> Comparisons.failed(reason))
                        .samples(),
                warnings);
    }

    static Target notBuilt(String framework) {
        Comparisons made = new Comparisons(10);
        return target(
                framework,
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .notBuilt(
                                "aot@head",
                                "NU1101: Unable to find package runtime.linux-x64.Microsoft.DotNet.ILCompiler")
                        .samples(),
                List.of());
    }

    private static Target hostile() {
        return measured(
                "net9.0",
                1,
                19.1,
                List.of(new BuildWarning(
                        "IL2026", "<script>alert(1)</script>", "a|b", "\u001b[2Jgone **bold** @everyone")));
    }

    private static List<BuildWarning> warnings(int json, int own) {
        List<BuildWarning> warnings = new ArrayList<>();
        IntStream.range(0, json)
                .forEach(i -> warnings.add(new BuildWarning(
                        i % 2 == 0 ? "IL2026" : "IL3050",
                        "Newtonsoft.Json",
                        "JsonConvert.cs(" + i + ",1)",
                        "Using member " + i)));
        IntStream.range(0, own)
                .forEach(i -> warnings.add(
                        new BuildWarning("IL2026", "UsersApi", "Program.cs(" + (12 + i) + ",16)", "MapGet " + i)));
        return warnings;
    }

    /** The same figures from another machine with another SDK. */
    private static Target elsewhere(Target target) {
        SampleSet samples = with(samplesOf(target), List.of());
        SampleSet moved = new SampleSet(
                samples.plan(),
                samples.builds(),
                samples.artifacts(),
                Optional.of(new Machine(
                        Architecture.X64,
                        "Ampere Altra",
                        4,
                        8L << 30,
                        "6.1",
                        "Docker 28.1",
                        "v2",
                        "1",
                        "0",
                        Optional.empty(),
                        List.of())),
                samples.starts(),
                samples.end(),
                samples.notes(),
                samples.answers(),
                samples.frames(),
                Optional.of(new Versions("0.1.0", "25", Map.of("dotnet", "9.0.304"))));
        return target(target.framework(), moved);
    }

    private static final Map<Target, SampleSet> SAMPLES = new HashMap<>();

    private static SampleSet samplesOf(Target target) {
        return Objects.requireNonNull(SAMPLES.get(target));
    }

    private static Target target(String framework, SampleSet samples, List<BuildWarning> warnings) {
        return target(framework, with(samples, warnings));
    }

    private static Target target(String framework, SampleSet samples) {
        Target target = new Target(framework, ReportBuilder.build(samples, List.of()), samples.versions());
        SAMPLES.put(target, samples);
        return target;
    }

    /** With these warnings of the native form's build, on a machine that is known. */
    private static SampleSet with(SampleSet samples, List<BuildWarning> warnings) {
        List<BuildRecord> builds = samples.builds().stream()
                .map(b -> b.variant().startsWith("aot") && b.failure().isEmpty() && !warnings.isEmpty()
                        ? new BuildRecord(b.variant(), b.command(), b.seconds(), warnings, b.failure(), b.logTail())
                        : b)
                .toList();
        return new SampleSet(
                samples.plan(),
                builds,
                samples.artifacts(),
                Optional.of(new Machine(
                        Architecture.X64,
                        "AMD EPYC 7763",
                        2,
                        8L << 30,
                        "6.8",
                        "Docker 28.1",
                        "v2",
                        "1",
                        "0",
                        Optional.empty(),
                        List.of())),
                samples.starts(),
                samples.end(),
                samples.notes(),
                samples.answers(),
                samples.frames(),
                Optional.of(new Versions("0.1.0", "25", Map.of("dotnet", "10.0.100"))));
    }
}
