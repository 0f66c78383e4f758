package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.build.BuildCache;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.ToolVersions;
import dev.coldstart.cli.client.KnownForms;
import dev.coldstart.cli.client.RemoteMeasurement;
import dev.coldstart.cli.command.option.ConfigOptions;
import dev.coldstart.cli.command.option.Converters;
import dev.coldstart.cli.command.option.OutputOptions;
import dev.coldstart.cli.command.option.RevisionOptions;
import dev.coldstart.cli.command.option.SamplingOptions;
import dev.coldstart.cli.command.option.ServiceOptions;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.BuiltForms;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.KeptForms;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.cli.revision.BaseRevision;
import dev.coldstart.cli.revision.NoBaseException;
import dev.coldstart.cli.revision.WorkingCopy;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.protocol.Submission;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    StudyOptions studies = new StudyOptions();

    @Option(
            names = "--base-cache",
            paramLabel = "DIR",
            defaultValue = "${env:COLDSTART_BASE_CACHE}",
            description =
                    "Keep what is built of a commit here, and don't build base again where it is there (or COLDSTART_BASE_CACHE).")
    Optional<Path> baseCache = Optional.empty();

    @Option(
            names = "--without-base",
            paramLabel = "WHY",
            description = "Say in the report why there is nothing to hold the change against.")
    Optional<String> withoutBase = Optional.empty();

    @Option(
            names = "--base-is",
            paramLabel = "KIND",
            converter = Converters.MissingBaseKind.class,
            description = "What --without-base means: not-asked, not-yet (the app is new there) or not-had.")
    MissingBase.Kind baseIs = MissingBase.Kind.NOT_ASKED;

    @Mixin
    RevisionOptions revisionOptions = new RevisionOptions();

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    public MeasureCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Config config = options.load();
        Optional<MissingBase> missing = withoutBase.map(why -> new MissingBase(baseIs, why));
        if (base.isEmpty()) {
            return measure(config, Optional.empty(), missing);
        }
        try (BaseRevision revision = BaseRevision.of(config, base.get())) {
            // Closed when it is measured, and not before: a build may publish into its own sources.
            return measure(config, Optional.of(revision), missing);
        } catch (NoBaseException e) {
            spec.commandLine().getErr().println("coldstart: base is not measured: " + e.getMessage());
            int exitCode = measure(config, Optional.empty(), Optional.of(e.missing()));
            boolean lost = e.missing().kind() == MissingBase.Kind.NOT_HAD;
            return lost && exitCode == ExitCode.MEASURED ? ExitCode.NOT_BUILT : exitCode;
        }
    }

    private int measure(Config config, Optional<BaseRevision> revision, Optional<MissingBase> missing) {
        // Refused before anything is built, where it is wrong.
        Optional<RemoteMeasurement.Target> target = service.target(revisionOptions);
        String text = config.textWithoutSecrets();
        Versions versions = Version.with(ToolVersions.of(config));
        List<FormSettings> forms = options.chosen(config);
        OutputFolder folder = output.folder();
        Progress progress = output.progress();
        List<String> assumptions = new ArrayList<>();
        KnownForms known =
                new KnownForms(target.map(RemoteMeasurement.Target::revision).orElse(Submission.Revision.UNKNOWN));
        // Before it is built: many a build leaves something in its sources.
        Optional<WorkingCopy> sources = WorkingCopy.of(config.dir(), folder.path());
        Optional<KeptForms> kept = baseCache.map(BuildCache::new).map(KeptForms::new);
        if (target.isPresent()) {
            known.head(config, forms, sources);
        }
        BuiltForms built = BuiltForms.of(config, Variant.HEAD, forms, folder.builds(), progress, cancellation);
        // It is the base of what comes next.
        keep(kept, config, forms, built, sources);
        ToolVersions.chosen(config).ifPresent(assumptions::add);
        missing.ifPresent(why -> assumptions.add("base was not measured: " + why.reason()));
        revisionOptions.localChanges.ifPresent(
                files -> assumptions.add("these files are measured as they are, not as they were committed: " + files));
        if (revision.isPresent()) {
            BaseRevision before = revision.get();
            assumptions.add(before.description());
            List<FormSettings> same = forms.stream()
                    .flatMap(form -> before.config().form(form.name()).stream())
                    .toList();
            if (target.isPresent()) {
                BuiltForms.Some found = known.base(target.get(), before.config(), same, before.sources(), progress);
                built = built.and(found.known());
                same = found.unknown();
            }
            if (kept.isPresent()) {
                BuiltForms.Some found = kept.get().base(before.config(), same, before.sources());
                built = built.and(found.known());
                same = found.unknown();
            }
            BuildFolder out = folder.builds().resolve(Variant.BASE);
            BuiltForms now = BuiltForms.of(before.config(), Variant.BASE, same, out, progress, cancellation);
            keep(kept, before.config(), same, now, before.sources());
            built = built.and(now);
        }
        assumptions.addAll(built.assumptions());
        List<Candidate> candidates = built.candidates();
        List<Variant> variants = candidates.stream().map(Candidate::variant).toList();
        Plan unnamed = studies.over(
                config.plan(clock.instant().toString(), variants, sampling.over(config.sampling()), assumptions));
        StudyOptions.announce(unnamed, spec.commandLine().getErr()::println);
        Plan plan = revisionOptions.origin(missing).map(unnamed::from).orElse(unnamed);
        List<Path> folders = new ArrayList<>(List.of(config.dir()));
        revision.ifPresent(before -> folders.add(before.config().dir()));
        Measurement.Result result = target.map(where -> new RemoteMeasurement(where, known, cancellation)
                        .withSources(folders)
                        .run(plan, versions, candidates, folder.path(), progress))
                .orElseGet(() -> new Measurement(Engines.docker(clock), clock, cancellation)
                        .withSources(folders)
                        .run(plan, versions, candidates, folder.path(), progress));
        return output.finish(
                result, Optional.of(text), built.logs(), spec.commandLine().getOut());
    }

    private static void keep(
            Optional<KeptForms> kept,
            Config config,
            List<FormSettings> forms,
            BuiltForms built,
            Optional<WorkingCopy> sources) {
        kept.ifPresent(cache -> cache.keep(config, forms, built, sources));
    }
}
