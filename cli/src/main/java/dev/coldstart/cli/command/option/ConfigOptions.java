package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which configuration, and which of its forms. */
public final class ConfigOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = Config.FILE_NAME,
            description = "The configuration (default: ${DEFAULT-VALUE}; coldstart init writes one).")
    Path file = Path.of(Config.FILE_NAME);

    @Option(names = "--forms", paramLabel = "NAME", split = ",", description = "Only these of its forms.")
    List<String> forms = List.of();

    public Config load() {
        return Config.load(file);
    }

    public List<FormSettings> chosen(Config config) {
        if (forms.isEmpty()) {
            return config.forms();
        }
        return forms.stream()
                .map(String::strip)
                .map(name -> config.form(name)
                        .orElseThrow(() -> new UserError(
                                ExitCode.USAGE,
                                "--forms " + name + " is none of the forms of " + config.file() + ": "
                                        + config.forms().stream()
                                                .map(FormSettings::name)
                                                .toList())))
                .toList();
    }
}
