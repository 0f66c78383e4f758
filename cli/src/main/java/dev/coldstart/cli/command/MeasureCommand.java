package dev.coldstart.cli.command;

import dev.coldstart.cli.build.BuildOutcome;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Builds;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Inspected;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.service.artifact.ArtifactException;
import dev.coldstart.service.worker.Cancellation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main job: builds the forms, measures them, reports. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Build the app in its forms, start each many times, and report.")
public final class MeasureCommand implements Callable<Integer> {

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Mixin
    ConfigOptions options = new ConfigOptions();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    public MeasureCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Config config = options.load();
        List<FormSettings> forms = options.chosen(config);
        OutputFolder folder = output.folder();
        Progress progress = output.progress();
        List<BuildOutcome> builds = Builds.run(config, forms, folder.builds(), progress, cancellation);

        List<String> assumptions = new ArrayList<>();
        config.unused()
                .forEach(key -> assumptions.add(key + " is in " + Config.FILE_NAME
                        + " and is checked, but this version does not act on it yet"));
        progress.show("reading what was built");
        List<Inspected> inspected = IntStream.range(0, forms.size())
                .parallel()
                .mapToObj(i -> inspect(config, forms.get(i), builds.get(i)))
                .toList();
        inspected.forEach(i -> assumptions.addAll(i.assumptions()));
        List<Candidate> candidates =
                inspected.stream().map(Inspected::candidate).toList();
        List<Variant> variants = candidates.stream().map(Candidate::variant).toList();
        Plan plan = new Plan(
                config.app(),
                clock.instant().toString(),
                variants,
                Plan.defaultBaseline(variants).name(),
                config.scenario(),
                config.run(),
                sampling.over(config.sampling()),
                config.policy().policy(),
                assumptions);
        Measurement.Result result = new Measurement(Engines.docker(clock), clock, cancellation)
                .run(plan, candidates, folder.path(), progress);
        return output.finish(result, spec.commandLine().getOut());
    }

    private static Inspected inspect(Config config, FormSettings form, BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.NotBuilt failed -> Inspected.notBuilt(form.name(), failed.record());
            case BuildOutcome.Built built -> {
                try {
                    yield Inspected.published(
                            form.name(), built.folder(), config.command(), Optional.of(built.record()));
                } catch (ArtifactException e) {
                    // It built, but what it published can't be started: as good as not built.
                    yield Inspected.notBuilt(form.name(), unusable(built.record(), String.valueOf(e.getMessage())));
                }
            }
        };
    }

    private static BuildRecord unusable(BuildRecord record, String why) {
        return new BuildRecord(
                record.variant(),
                record.command(),
                record.seconds(),
                record.warnings(),
                Optional.of(why),
                record.logTail());
    }
}
