package dev.coldstart.cli.command;

import dev.coldstart.artifact.evidence.PackWriter;
import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.build.BuildFolder;
import dev.coldstart.cli.build.ToolVersions;
import dev.coldstart.cli.build.dotnet.Frameworks;
import dev.coldstart.cli.command.option.Outcomes;
import dev.coldstart.cli.command.option.SamplingOptions;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.console.Terminal;
import dev.coldstart.cli.measure.BuiltForms;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.OutputFolder;
import dev.coldstart.cli.readiness.ReadinessPack;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.readiness.Readiness;
import dev.coldstart.core.readiness.ReadinessBuilder;
import dev.coldstart.core.readiness.ReadinessPage;
import dev.coldstart.core.readiness.Target;
import dev.coldstart.core.render.Page;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Could the switch be made yet? Every target framework published with AOT and measured, and what changed since last time. */
@Command(
        name = "readiness",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Publish and measure every target framework with AOT, and say what still stands in the way.")
public final class ReadinessCommand implements Callable<Integer> {

    private static final String DEFAULT_OUT = "coldstart-readiness";
    private static final String HTML = "readiness.html";
    private static final List<String> FORMS = List.of("jit", Target.FORM);
    /** Of several exit codes the first that is there. */
    private static final List<Integer> GRAVEST_FIRST =
            List.of(ExitCode.CANCELLED, ExitCode.NOT_MEASURED, ExitCode.NOT_BUILT);

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = Config.FILE_NAME,
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    Path file = Path.of(Config.FILE_NAME);

    @Option(
            names = "--framework",
            paramLabel = "NAME",
            split = ",",
            description = "Only these target frameworks (default: all that the project names).")
    List<String> frameworks = List.of();

    @Option(
            names = "--since",
            paramLabel = "EVIDENCE",
            description = "The evidence.zip of an earlier run: say what changed since.")
    Optional<Path> since = Optional.empty();

    @Mixin
    SamplingOptions sampling = new SamplingOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = DEFAULT_OUT,
            description = "Folder for readiness.json, .md, .html, evidence.zip (default: ${DEFAULT-VALUE}).")
    Path out = Path.of(DEFAULT_OUT);

    @Option(names = "--json", description = "Print readiness.json in place of the page.")
    boolean json;

    @Option(names = "--gate", description = "Exit with 5 unless it is ready.")
    boolean gate;

    public ReadinessCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Config config = Config.load(file);
        if (!(config.build().toolchain() instanceof Toolchain.DotNet dotnet)) {
            throw new UserError(
                    ExitCode.USAGE,
                    "readiness looks at the target frameworks of a .NET project, and " + file + " has no build.dotnet:"
                            + " measure says of any other app whether to switch");
        }
        OutputFolder folder = OutputFolder.at(out);
        List<String> named = Frameworks.of(dotnet);
        List<String> chosen = chosen(config, dotnet, named);
        // Read before anything is built: it may be the very folder that is written to.
        List<Target> before = since.map(pack -> ReadinessPack.targets(pack, chosen.getFirst()))
                .orElse(List.of());
        Versions versions = Version.with(ToolVersions.of(config));
        String text = config.textWithoutSecrets();

        List<Target> targets = new ArrayList<>();
        List<Integer> exitCodes = new ArrayList<>();
        Map<String, Path> packs = new LinkedHashMap<>();
        for (String framework : chosen) {
            if (cancellation.wanted()) {
                break;
            }
            OutputFolder own = OutputFolder.at(folder.path().resolve(framework));
            try {
                Measurement.Result result = measure(
                        config.with(Frameworks.only(dotnet, framework, named)), own, folder.path(), versions, text);
                targets.add(
                        new Target(framework, result.report(), result.samples().versions()));
                exitCodes.add(Outcomes.exitCode(result.report(), Outcomes.Gate.NOT_ASKED));
                packs.put(ReadinessPack.name(framework), own.path().resolve(OutputFolder.EVIDENCE));
            } catch (UserError e) {
                if (e.exitCode() != ExitCode.CANCELLED || targets.isEmpty()) {
                    throw e;
                }
                exitCodes.add(ExitCode.CANCELLED);
            }
        }
        if (cancellation.wanted()) {
            exitCodes.add(ExitCode.CANCELLED);
        }
        if (targets.isEmpty()) {
            throw new UserError(ExitCode.CANCELLED, "cancelled before anything was measured");
        }
        Readiness readiness = ReadinessBuilder.build(targets, before);
        write(folder, readiness, packs);
        print(folder, readiness);
        return exitCode(readiness, exitCodes);
    }

    private List<String> chosen(Config config, Toolchain.DotNet dotnet, List<String> named) {
        List<String> chosen = !frameworks.isEmpty()
                ? frameworks
                : !config.frameworks().isEmpty()
                        ? config.frameworks()
                        : !named.isEmpty() ? named : dotnet.framework().stream().toList();
        if (chosen.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "the target frameworks of " + dotnet.project()
                            + " could not be found out: is dotnet on the PATH, and the SDK that a global.json names?"
                            + " Name them with --framework, such as --framework net9.0");
        }
        for (String framework : chosen) {
            if (!framework.matches("net[0-9a-z.-]+")) {
                throw new UserError(
                        ExitCode.USAGE, "'" + framework + "' is no target framework: write one such as net10.0");
            }
        }
        return chosen.stream().distinct().toList();
    }

    private Measurement.Result measure(
            Config config, OutputFolder folder, Path outputs, Versions versions, String text) {
        Progress progress = json ? new Progress.Silent() : Progress.onTerminal();
        BuiltForms built = BuiltForms.of(
                config,
                Variant.HEAD,
                forms(config),
                new BuildFolder(folder.builds().path(), outputs),
                progress,
                cancellation);
        List<Variant> variants =
                built.candidates().stream().map(c -> c.variant()).toList();
        // What it asks is answered by cold starts and builds; each framework's studies would take as long again.
        Plan plan = config.plan(
                        clock.instant().toString(), variants, sampling.over(config.sampling()), built.assumptions())
                .studying(List.of());
        Measurement.Result result = new Measurement(Engines.docker(clock), clock, cancellation)
                .withSources(List.of(config.dir()))
                .run(plan, versions, built.candidates(), folder.path(), progress);
        folder.write(result.report(), result.samples());
        folder.writeEvidence(result, Optional.of(text), built.logs());
        return result;
    }

    /** With what the configuration says of them, where it names them. */
    private static List<FormSettings> forms(Config config) {
        return FORMS.stream()
                .map(form -> config.forms().stream()
                        .filter(f -> f.form().equals(form))
                        .findFirst()
                        .map(f -> new FormSettings(form, form, f.env(), f.properties()))
                        .orElse(FormSettings.of(form)))
                .toList();
    }

    private static void write(OutputFolder folder, Readiness readiness, Map<String, Path> packs) {
        Page page = ReadinessPage.of(readiness);
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Pack.READINESS, readiness.json());
        files.put("readiness.md", page.markdown());
        files.put(HTML, page.html());
        files.forEach(folder::write);
        Path file = folder.path().resolve(OutputFolder.EVIDENCE);
        try {
            PackWriter.write(file, files, packs);
        } catch (IOException e) {
            deleteQuietly(file);
            throw new UserError(ExitCode.NOT_MEASURED, file + " could not be written: " + e.getMessage());
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // half a pack is left, and verify says so
        }
    }

    private void print(OutputFolder folder, Readiness readiness) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.print(readiness.json());
        } else {
            stdout.print(ReadinessPage.of(readiness).terminal(Terminal.style()));
            stdout.println();
            stdout.println(
                    "The page: " + folder.path().resolve(HTML).toAbsolutePath().normalize());
        }
        stdout.flush();
    }

    private int exitCode(Readiness readiness, List<Integer> exitCodes) {
        Optional<Integer> gravest =
                GRAVEST_FIRST.stream().filter(exitCodes::contains).findFirst();
        boolean no = gate && readiness.answer() != Readiness.Answer.READY;
        return gravest.orElse(no ? ExitCode.POLICY : ExitCode.MEASURED);
    }
}
