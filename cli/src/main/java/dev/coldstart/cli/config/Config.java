package dev.coldstart.cli.config;

import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A {@code coldstart.yml}, checked and with its defaults filled in. The keys are described in
 * {@code docs/schema/coldstart.schema.json}.
 *
 * @param file the file it was read from
 * @param app the app's name; by default that of the file's folder
 * @param forms in the order of the report; the first is the baseline
 * @param command how the app is started; empty: found in the published folder
 * @param parity further requests whose answers are compared between forms
 * @param cost what cost is asked for; empty: none
 * @param unused keys that were given and that this version only checks, as paths such as {@code load}
 */
public record Config(
        Path file,
        String app,
        BuildSettings build,
        List<FormSettings> forms,
        RunSettings run,
        Optional<List<String>> command,
        Scenario scenario,
        List<HttpRequest> parity,
        Optional<LoadSettings> load,
        SamplingSettings sampling,
        Policy policy,
        Optional<CostSettings> cost,
        List<String> unused) {

    /** The name of the file that is looked for where none is named. */
    public static final String FILE_NAME = "coldstart.yml";

    public Config {
        forms = List.copyOf(forms);
        command = command.map(List::copyOf);
        parity = List.copyOf(parity);
        unused = List.copyOf(unused);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with everything that is wrong with it, each with its line and column
     */
    public static Config load(Path file) {
        return ConfigReader.read(file);
    }

    /** The folder that relative paths in the file are relative to. */
    public Path dir() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    }

    /** The settings of a form that the file names. */
    public Optional<FormSettings> form(String name) {
        return forms.stream().filter(f -> f.name().equals(name)).findFirst();
    }
}
