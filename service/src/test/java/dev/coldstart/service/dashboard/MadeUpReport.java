package dev.coldstart.service.dashboard;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.SampleCollector;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.service.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** A report of made-up starts, by the real way from samples to pages. */
final class MadeUpReport {

    private static final Map<String, Double> FORMS = Map.of("jit", 200.0, "r2r-composite", 172.0, "aot", 19.1);

    private MadeUpReport() {}

    static Plan plan(String app) {
        return new Plan(
                app,
                "2026-03-14T09:26:53Z",
                FORMS.keySet().stream()
                        .sorted()
                        .map(f -> Variant.head(f, Architecture.X64))
                        .toList(),
                "jit@head",
                HttpScenario.of(HttpRequest.get("/users/42"), Expectation.status(200), OptionalInt.of(8080)),
                RunSettings.defaults(),
                Sampling.defaults(1),
                Policy.defaults(),
                List.of());
    }

    /** Writes it where the report of a comparison is. */
    static void write(DataFolder data, String comparison, String app, Random random) {
        SampleCollector collector = new SampleCollector();
        collector.add(new SampleLine.OfPlan(SampleLine.SCHEMA, plan(app)));
        FORMS.forEach((form, ms) -> {
            collector.add(new SampleLine.OfBuild(new BuildRecord(
                    form + "@head",
                    "dotnet publish",
                    20,
                    form.equals("aot")
                            ? List.of(
                                    new BuildWarning(
                                            "IL2026", "Newtonsoft.Json", "JsonConvert.cs(12)", "uses <reflection>"),
                                    new BuildWarning("IL3050", "Newtonsoft.Json", "JsonConvert.cs(13)", "makes code"))
                            : List.of(),
                    Optional.empty(),
                    List.of())));
            collector.add(new SampleLine.OfArtifact(new Artifact(
                    form + "@head",
                    "sha256:" + "0".repeat(64),
                    List.of("./app"),
                    new Sizes(9_900_000, 0, 4_000_000, 80_000_000))));
            for (int block = 0; block <= 20; block++) {
                collector.add(new SampleLine.OfStart(start(form, block, ms, random)));
            }
        });
        collector.add(
                new SampleLine.OfEnd(new End(End.Reason.PRECISE, "Every interval is as narrow as was asked.", 31)));
        SampleSet samples = collector.samples().orElseThrow();
        Report report = ReportBuilder.build(samples, List.of());
        Path folder = data.comparison(comparison);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.json"), JsonReport.render(report));
            Files.writeString(folder.resolve("report.html"), HtmlReport.render(report, samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start start(String form, int block, double ms, Random random) {
        long first = (long) (ms * 1e6 * Math.exp(0.03 * random.nextGaussian()));
        return new Start(
                form + "@head",
                block,
                0,
                Instant.parse("2026-03-14T09:26:53Z").plusSeconds(block).toString(),
                new Outcome.Started(
                        new HttpPhases(300_000, first / 2, first, first + 1000, first + 900_000, 1),
                        new Usage(first, 9000, 0, 14, 1),
                        Optional.of(new IdleMemory(60L << 20, 58L << 20, 66L << 20))),
                new Platform(20_000_000, 90_000_000),
                new Host(0, OptionalLong.empty(), 0.4, OptionalDouble.empty()));
    }
}
