package dev.coldstart.cli.github;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.verdict.ReportBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Reports of a change to an app that ships as Native AOT, with starts that differ from each other as real ones do. */
final class ChangeReports {

    private static final int BLOCKS = 24;

    private ChangeReports() {}

    /**
     * A report of {@link Job#APP}.
     *
     * @param head the commit
     * @param slower the first response at head by that at base
     */
    static Report of(String head, double slower) {
        return from(
                new Origin(
                        Optional.of(Job.REPOSITORY),
                        Optional.of(head),
                        Optional.of(Job.BASE),
                        OptionalInt.of(7),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Job.ofThisJob().run(),
                        Optional.empty()),
                slower);
    }

    static Report from(Origin origin, double slower) {
        Random random = new Random(3);
        List<Variant> variants = List.of(
                new Variant("jit", Variant.HEAD, Architecture.X64),
                new Variant("aot", Variant.HEAD, Architecture.X64),
                new Variant("jit", Variant.BASE, Architecture.X64),
                new Variant("aot", Variant.BASE, Architecture.X64));
        double[] millis = {200, 19.1 * slower, 200, 19.1};
        List<Start> starts = new ArrayList<>();
        List<BuildRecord> builds = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            String name = variants.get(i).name();
            builds.add(new BuildRecord(name, "make", 3, List.of(), Optional.empty(), List.of()));
            artifacts.add(new Artifact(
                    name, "sha256:" + "0".repeat(64), List.of("./app"), new Sizes(9_900_000, 0, 5_000_000, 0)));
            for (int block = 0; block <= BLOCKS; block++) {
                long first = Math.round(millis[i] * 1e6 * Math.exp(0.03 * random.nextGaussian()));
                starts.add(new Start(
                        name,
                        block,
                        i,
                        "2026-01-01T00:00:00Z",
                        new Outcome.Started(
                                new HttpPhases(100_000, first / 2, first, first + 1000, first + 900_000, 10),
                                new Usage(first * 9 / 10, 3000 + block, 0, 12, 1),
                                Optional.empty()),
                        Platform.UNKNOWN,
                        new Host(0, OptionalLong.of(0), 0.1, OptionalDouble.empty())));
            }
        }
        Plan plan = new Plan(
                        Job.APP,
                        "2026-01-01T00:00:00Z",
                        variants,
                        "jit@head",
                        HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.empty()),
                        RunSettings.defaults(),
                        Sampling.defaults(1),
                        Policy.defaults(),
                        List.of())
                .from(origin)
                .shipping(Optional.of("aot"));
        return ReportBuilder.build(
                new SampleSet(plan, builds, artifacts, Optional.empty(), starts, Optional.empty()), List.of());
    }
}
