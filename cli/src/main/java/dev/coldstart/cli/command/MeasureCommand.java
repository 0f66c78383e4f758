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
import dev.coldstart.cli.revision.BaseRevision;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.service.artifact.ArtifactException;
import dev.coldstart.service.worker.Cancellation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--base",
            paramLabel = "REVISION",
            description = "Also build and measure this revision, and say what changed since: a commit, or a folder.")
    Optional<String> base = Optional.empty();

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
        Optional<BaseRevision> revision = base.map(name -> BaseRevision.of(config, name));
        try {
            return measure(config, revision);
        } finally {
            // Not before it is measured: a build may publish into its own sources.
            revision.ifPresent(BaseRevision::close);
        }
    }

    private int measure(Config config, Optional<BaseRevision> revision) {
        List<FormSettings> forms = options.chosen(config);
        OutputFolder folder = output.folder();
        Progress progress = output.progress();
        List<String> assumptions = new ArrayList<>();
        config.unused()
                .forEach(key -> assumptions.add(key + " is in " + Config.FILE_NAME
                        + " and is checked, but this version does not act on it yet"));
        List<Inspected> inspected = new ArrayList<>(built(config, Variant.HEAD, forms, folder.builds(), progress));
        revision.ifPresent(before -> {
            assumptions.add(before.description());
            List<FormSettings> same = forms.stream()
                    .flatMap(form -> before.config().form(form.name()).stream())
                    .toList();
            Path out = folder.builds().resolve(Variant.BASE);
            inspected.addAll(built(before.config(), Variant.BASE, same, out, progress));
        });
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
                config.policy(),
                assumptions,
                config.cost(),
                config.behaviour());
        List<Path> sources = new ArrayList<>(List.of(config.dir()));
        revision.ifPresent(before -> sources.add(before.config().dir()));
        Measurement.Result result = new Measurement(Engines.docker(clock), clock, cancellation)
                .withSources(sources)
                .run(plan, candidates, folder.path(), progress);
        return output.finish(result, spec.commandLine().getOut());
    }

    private List<Inspected> built(
            Config config, String revision, List<FormSettings> forms, Path out, Progress progress) {
        List<BuildOutcome> builds = Builds.run(config, revision, forms, out, progress, cancellation);
        progress.show("reading what was built");
        return IntStream.range(0, forms.size())
                .parallel()
                .mapToObj(i -> inspect(config, revision, forms.get(i), builds.get(i)))
                .toList();
    }

    private static Inspected inspect(Config config, String revision, FormSettings form, BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.NotBuilt failed -> Inspected.notBuilt(form.name(), revision, failed.record());
            case BuildOutcome.Built built -> {
                try {
                    yield Inspected.published(
                            form.name(), revision, built.folder(), config.command(), Optional.of(built.record()));
                } catch (ArtifactException e) {
                    // It built, but what it published can't be started: as good as not built.
                    yield Inspected.notBuilt(
                            form.name(), revision, built.record().failed(String.valueOf(e.getMessage())));
                }
            }
        };
    }
}
