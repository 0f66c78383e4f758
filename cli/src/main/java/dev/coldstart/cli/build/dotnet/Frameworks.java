package dev.coldstart.cli.build.dotnet;

import dev.coldstart.cli.build.tool.Command;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The target frameworks of a .NET project. MSBuild is asked, as a project may have them from a file above it. */
public final class Frameworks {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Frameworks() {}

    /** Those that run on this machine, as the project orders them; empty when MSBuild can't tell. */
    public static List<String> of(Toolchain.DotNet dotnet) {
        return Optional.ofNullable(dotnet.project().getParent()).stream()
                .flatMap(dir -> evaluated(dotnet.project(), dir).stream())
                .flatMap(properties -> named(properties).stream())
                .toList();
    }

    /** A build for one of them. A framework that the project does not name is tried by overriding what it names. */
    public static Toolchain.DotNet only(Toolchain.DotNet dotnet, String framework, List<String> named) {
        if (named.contains(framework)) {
            return new Toolchain.DotNet(
                    dotnet.project(), Optional.of(framework), dotnet.properties(), dotnet.deployment());
        }
        Map<String, String> properties = new TreeMap<>(dotnet.properties());
        // The restore does not see TargetFramework when it is given from outside, but it does see this one.
        properties.put("TargetFrameworks", framework);
        return new Toolchain.DotNet(dotnet.project(), Optional.of(framework), properties, dotnet.deployment());
    }

    private static List<String> named(JsonNode properties) {
        String several = properties.path("TargetFrameworks").asString("");
        String one = properties.path("TargetFramework").asString("");
        return Arrays.stream((several.isBlank() ? one : several).split(";"))
                .map(String::strip)
                // Others are for other systems (net9.0-windows), for libraries, or long gone.
                .filter(framework -> framework.matches("net[0-9]+\\.[0-9]+"))
                .distinct()
                .toList();
    }

    private static Optional<JsonNode> evaluated(Path project, Path dir) {
        Tools tools = new Tools(System.getenv());
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        Map<String, String> environment = new TreeMap<>(tools.environment());
        environment.put("DOTNET_NOLOGO", "1");
        environment.put("DOTNET_CLI_UI_LANGUAGE", "en");
        environment.put("MSBUILDDISABLENODEREUSE", "1");
        List<String> words = new ArrayList<>(List.of("dotnet", "msbuild", project.toString()));
        words.addAll(ResponseFile.words(dir, environment));
        words.addAll(List.of("-getProperty:TargetFrameworks", "-getProperty:TargetFramework", "-nodeReuse:false"));
        try (Command command = Command.start(words, dir, environment, printed::add)) {
            boolean well = command.waitFor(PATIENCE).filter(exit -> exit == 0).isPresent();
            return well
                    ? Optional.of(
                            Json.line().readTree(String.join("\n", printed)).path("Properties"))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
