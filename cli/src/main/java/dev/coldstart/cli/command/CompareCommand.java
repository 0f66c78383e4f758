package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.client.RemoteMeasurement;
import dev.coldstart.cli.command.option.Converters;
import dev.coldstart.cli.command.option.OutputOptions;
import dev.coldstart.cli.command.option.ProgramOptions;
import dev.coldstart.cli.command.option.RequestOptions;
import dev.coldstart.cli.command.option.RevisionOptions;
import dev.coldstart.cli.command.option.RunOptions;
import dev.coldstart.cli.command.option.SamplingOptions;
import dev.coldstart.cli.command.option.ServiceOptions;
import dev.coldstart.cli.config.SamplingSettings;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Inspected;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.measure.run.Cancellation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures folders that are already published: no configuration file, no build. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure folders that are already published, such as: compare jit=DIR aot=DIR --get /users/42")
public final class CompareCommand implements Callable<Integer> {

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME=DIR",
            description = "A form's name and its published folder; NAME@base=DIR for the same at base.")
    List<String> folders = List.of();

    @Mixin
    RequestOptions request = new RequestOptions();

    @Mixin
    ProgramOptions program = new ProgramOptions();

    @Option(
            names = "--command",
            paramLabel = "NAME=COMMAND",
            description = "How a form is started, where it can't be found: --command 'jit=./app --flag'.")
    Map<String, String> commands = Map.of();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The form to compare with (default: jit, or the first).")
    Optional<String> baseline = Optional.empty();

    @Option(names = "--app", paramLabel = "NAME", description = "The app's name in the report.")
    Optional<String> app = Optional.empty();

    @Option(
            names = "--minimum-gain",
            paramLabel = "PERCENT",
            converter = Converters.Percentage.class,
            description = "The least gain that justifies a switch (default: 10%%).")
    double minimumGain = Policy.DEFAULT_MINIMUM_GAIN;

    @Mixin
    RunOptions run = new RunOptions();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Mixin
    StudyOptions studies = new StudyOptions();

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    public CompareCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Map<Named, Path> named = named();
        Optional<RemoteMeasurement.Target> target = service.target(revision);
        Optional<ProgramScenario> ends = program.scenario(request);
        List<String> assumptions = new ArrayList<>(ends.isPresent() ? List.of() : request.assumptions());
        Scenario scenario = ends.<Scenario>map(p -> p).orElseGet(request::scenario);
        Progress progress = output.progress();
        progress.show("reading the folders");
        // Side by side: most of the time goes into finding out what each would be compressed.
        List<Inspected> inspected = named.entrySet().parallelStream()
                .map(e -> Inspected.published(
                        e.getKey().form(),
                        e.getKey().revision(),
                        e.getValue(),
                        command(e.getKey()),
                        Optional.empty(),
                        scenario))
                .toList();
        inspected.forEach(i -> assumptions.addAll(i.assumptions()));
        List<Candidate> candidates =
                inspected.stream().map(Inspected::candidate).toList();
        List<Variant> variants = candidates.stream().map(Candidate::variant).toList();
        Plan plan = studies.over(new Plan(
                app.orElseGet(() ->
                        named.keySet().stream().map(Named::form).distinct().collect(Collectors.joining(" and "))),
                clock.instant().toString(),
                variants,
                baseline(variants),
                scenario,
                run.settings(scenario),
                sampling.over(SamplingSettings.defaults()),
                new Policy(minimumGain),
                assumptions,
                Optional.empty(),
                request.behaviour(scenario),
                revision.origin(),
                Optional.empty()));
        StudyOptions.announce(plan, spec.commandLine().getErr()::println);
        OutputFolder folder = output.folder();
        Versions versions = Version.with(Map.of());
        Measurement.Result result = target.map(where -> new RemoteMeasurement(where, cancellation)
                        .run(plan, versions, candidates, folder.path(), progress))
                .orElseGet(() -> new Measurement(Engines.docker(clock), clock, cancellation)
                        .withSources(List.of(Path.of("")))
                        .run(plan, versions, candidates, folder.path(), progress));
        return output.finish(
                result, Optional.empty(), Map.of(), spec.commandLine().getOut());
    }

    /** What a folder holds: {@code aot} is head's, {@code aot@base} base's. */
    private record Named(String form, String revision) {
        private static final String BASE = "@" + Variant.BASE;

        static Named of(String name) {
            return name.endsWith(BASE) && name.length() > BASE.length()
                    ? new Named(name.substring(0, name.length() - BASE.length()), Variant.BASE)
                    : new Named(name, Variant.HEAD);
        }

        String text() {
            return revision.equals(Variant.HEAD) ? form : form + "@" + revision;
        }
    }

    private Map<Named, Path> named() {
        Map<Named, Path> named = new LinkedHashMap<>();
        for (String folder : folders) {
            int equals = folder.indexOf('=');
            if (equals < 1 || equals == folder.length() - 1) {
                throw new UserError(ExitCode.USAGE, "'" + folder + "' should be NAME=DIR, such as aot=publish/aot");
            }
            String name = folder.substring(0, equals);
            if (named.put(Named.of(name), Path.of(folder.substring(equals + 1))) != null) {
                throw new UserError(ExitCode.USAGE, "the form " + name + " is named twice");
            }
        }
        List<String> known = named.keySet().stream().map(Named::text).toList();
        for (String name : commands.keySet()) {
            if (!known.contains(name)) {
                throw new UserError(ExitCode.USAGE, "--command is for " + name + ", and the forms are " + known);
            }
        }
        return named;
    }

    /** Base is started as head is, unless it has a command of its own. */
    private Optional<List<String>> command(Named named) {
        return Optional.ofNullable(commands.get(named.text()))
                .or(() -> Optional.ofNullable(commands.get(named.form())))
                .map(c -> List.of(c.strip().split("\\s+")));
    }

    private String baseline(List<Variant> variants) {
        String form = baseline.orElseGet(() -> Plan.defaultBaseline(variants).form());
        return variants.stream()
                .filter(v -> v.form().equals(form) && v.revision().equals(Variant.HEAD))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        "--baseline " + form + " is none of the forms: "
                                + variants.stream().map(Variant::form).toList()))
                .name();
    }
}
