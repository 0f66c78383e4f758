package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.command.option.SettingsOptions;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.store.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** All of a service in one file, while it runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write all that a service keeps to one file; it may be running.")
public final class BackupCommand implements Callable<Integer> {

    @Mixin
    SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "FILE", description = "Such as coldstart-2026-01-31.tar; it must not exist.")
    Path file = Path.of("coldstart.tar");

    @Override
    public Integer call() {
        ServiceSettings chosen = settings.read();
        if (Files.exists(file)) {
            throw new UserError(ExitCode.USAGE, file + " exists already: name another file");
        }
        if (!Files.isDirectory(chosen.data().resolve("blobs"))) {
            throw new UserError(
                    ExitCode.USAGE, "there is no service's data in " + chosen.data() + ": name it with --data");
        }
        try {
            Backup.write(chosen.data(), SettingsOptions.database(chosen), file.toAbsolutePath());
            return ExitCode.MEASURED;
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "the backup could not be written: " + e.getMessage());
        }
    }
}
