package dev.coldstart.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the forms are built.
 *
 * @param commands forms that are built by a command of the caller's, by form; they go before the toolchain's own
 * @param deadline how long the build of one form may take
 */
public record BuildSettings(Toolchain toolchain, Map<String, BuildCommand> commands, Duration deadline) {

    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);

    public BuildSettings {
        commands = java.util.Collections.unmodifiableMap(new TreeMap<>(commands));
    }

    /**
     * A form's own build command.
     *
     * @param run the command line, given to {@code sh -c} in the folder of {@code coldstart.yml}
     * @param out the folder that it publishes to
     * @param env added to the environment
     */
    public record BuildCommand(String run, Path out, Map<String, String> env) {
        public BuildCommand {
            env = Map.copyOf(env);
        }
    }

    /** The command of a form, where it has one. */
    public Optional<BuildCommand> command(String form) {
        return Optional.ofNullable(commands.get(form));
    }
}
