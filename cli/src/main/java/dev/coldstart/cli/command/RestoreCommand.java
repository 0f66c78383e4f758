package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.command.option.SettingsOptions;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.store.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@link BackupCommand} wrote, for a service that begins with it. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Put a backup into a data folder and a database that have nothing in them.")
public final class RestoreCommand implements Callable<Integer> {

    @Mixin
    SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "FILE", description = "What coldstart backup has written.")
    Path file = Path.of("coldstart.tar");

    @Override
    public Integer call() {
        ServiceSettings chosen = settings.read();
        try {
            Backup.restore(file, chosen.data(), SettingsOptions.database(chosen));
            return ExitCode.MEASURED;
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, file + " could not be restored: " + e.getMessage());
        }
    }
}
