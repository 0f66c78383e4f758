package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.operation.SettingsException;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which service: the one of these settings. */
public final class SettingsOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The service's settings; each can be given as COLDSTART_... in the environment too.")
    Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: coldstart-data).")
    Optional<Path> data = Optional.empty();

    public ServiceSettings read() {
        return read(Optional.empty());
    }

    /** @param listen where to answer, if the command line says so */
    public ServiceSettings read(Optional<String> listen) {
        Map<String, String> options = new HashMap<>();
        data.ifPresent(folder -> options.put("data", folder.toString()));
        listen.ifPresent(where -> options.put("listen", where));
        Map<String, String> environment = new HashMap<>(System.getenv());
        // These are for those who are measured.
        environment.remove("COLDSTART_TOKEN");
        environment.remove("COLDSTART_SERVICE_URL");
        try {
            return ServiceSettings.read(file, environment, options);
        } catch (SettingsException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The database that a service of these settings uses. */
    public static DatabaseAddress database(ServiceSettings settings) {
        return settings.database()
                .map(DatabaseAddress::postgresql)
                .orElseGet(() -> DataFolder.database(settings.data()));
    }
}
