package dev.coldstart.cli.build;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.Command;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** The versions of what a configuration builds with, as far as they can be found out; a tool that is missing is left out. */
public final class ToolVersions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ToolVersions() {}

    /** Versions by tool, such as {@code dotnet}. */
    public static Map<String, String> of(Config config) {
        Tools tools = new Tools(System.getenv());
        return switch (config.build().toolchain()) {
            // In the project's folder: a global.json there decides which of several SDKs it is.
            case Toolchain.DotNet dotnet ->
                Optional.ofNullable(dotnet.project().getParent())
                        .flatMap(dir -> printed(tools, dir, "dotnet", "--version"))
                        .map(version -> Map.of("dotnet", version))
                        .orElse(Map.of());
            case Toolchain.Java java -> jdk(tools);
            case Toolchain.CommandsOnly none -> Map.of();
        };
    }

    /** What was chosen in place of what the environment names, one sentence. */
    public static Optional<String> chosen(Config config) {
        try {
            return config.build().toolchain() instanceof Toolchain.Java
                    ? new Tools(System.getenv()).anotherJdk()
                    : Optional.empty();
        } catch (BuildFailedException e) {
            // The build says it.
            return Optional.empty();
        }
    }

    private static Map<String, String> jdk(Tools tools) {
        try {
            return Map.of("jdk", Tools.version(tools.jdk()));
        } catch (BuildFailedException e) {
            return Map.of();
        }
    }

    /** The last line that a command prints before it ends well. */
    static Optional<String> printed(Tools tools, Path dir, String... words) {
        AtomicReference<String> last = new AtomicReference<>("");
        Map<String, String> environment = new TreeMap<>(tools.environment());
        environment.put("DOTNET_NOLOGO", "1");
        environment.put("DOTNET_CLI_UI_LANGUAGE", "en");
        try (Command command = Command.start(List.of(words), dir, environment, last::set)) {
            boolean well = command.waitFor(PATIENCE).filter(exit -> exit == 0).isPresent();
            return well
                    ? Optional.of(last.get().strip()).filter(v -> v.matches("[0-9A-Za-z.+-]{1,60}"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
