package dev.coldstart.cli.config;

import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code coldstart.yml}, checked and with its defaults filled in. The keys are described in
 * {@code docs/schema/coldstart.schema.json}.
 *
 * @param file the file it was read from
 * @param app the app's name; by default that of the file's folder
 * @param forms in the order of the report; the first is the baseline
 * @param ships the form that is in production; empty where the file does not say
 * @param command how the app is started; empty: found in the published folder
 * @param compare what of the start request's answer has to be the same in every form
 * @param parity further requests whose answers are compared between forms
 * @param studies what else is measured beside the cold starts
 * @param cost what cost is asked for; empty: none
 * @param frameworks target frameworks that a readiness run looks at; empty: those that the project names
 */
public record Config(
        Path file,
        String app,
        BuildSettings build,
        List<FormSettings> forms,
        Optional<String> ships,
        RunSettings run,
        Optional<List<String>> command,
        Scenario scenario,
        AnswerRules compare,
        List<ParityRequest> parity,
        List<Study> studies,
        SamplingSettings sampling,
        Policy policy,
        Optional<CostSettings> cost,
        List<String> frameworks) {

    /** The name of the file that is looked for where none is named. */
    public static final String FILE_NAME = "coldstart.yml";

    public Config {
        forms = List.copyOf(forms);
        command = command.map(List::copyOf);
        parity = List.copyOf(parity);
        frameworks = List.copyOf(frameworks);
        studies = List.copyOf(studies);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with everything that is wrong with it, each with its line and column
     */
    public static Config load(Path file) {
        return ConfigReader.read(file);
    }

    /** Everything that all forms have to answer alike: what is asked at the start, then the further requests. */
    public List<ParityRequest> behaviour() {
        return Stream.concat(scenario.behaviour().stream().map(start -> start.comparedBy(compare)), parity.stream())
                .toList();
    }

    /**
     * What is asked of a measurement of this app.
     *
     * @param created when, as {@link java.time.Instant#toString}
     * @param sampling after the command's own options
     * @param assumptions one sentence each
     */
    public Plan plan(String created, List<Variant> variants, Sampling sampling, List<String> assumptions) {
        return new Plan(
                        app,
                        created,
                        variants,
                        Plan.defaultBaseline(variants).name(),
                        scenario,
                        run,
                        sampling,
                        policy,
                        assumptions,
                        cost,
                        behaviour(),
                        Optional.empty(),
                        ships)
                .studying(studies);
    }

    /**
     * The file's text as it is now, comments and all, with the values of keys that look like secrets hidden.
     *
     * @throws ConfigException when it can't be read any more
     */
    public String textWithoutSecrets() {
        return YamlFile.withoutSecrets(file);
    }

    /** The folder that relative paths in the file are relative to. */
    public Path dir() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    }

    /** The same with a .NET app built by these settings. */
    public Config with(Toolchain.DotNet dotnet) {
        return new Config(
                file,
                app,
                new BuildSettings(dotnet, build.commands(), build.deadline()),
                forms,
                ships,
                run,
                command,
                scenario,
                compare,
                parity,
                studies,
                sampling,
                policy,
                cost,
                frameworks);
    }

    /** The settings of a form that the file names. */
    public Optional<FormSettings> form(String name) {
        return forms.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
