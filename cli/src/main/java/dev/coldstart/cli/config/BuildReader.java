package dev.coldstart.cli.config;

import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.units.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code build}. */
final class BuildReader {

    private final Path dir;

    BuildReader(Path dir) {
        this.dir = dir;
    }

    /** @param start what trains the AOT cache where nothing else is said */
    BuildSettings build(YamlSection top, List<HttpRequest> start) {
        YamlSection build = top.section("build");
        Map<String, BuildSettings.BuildCommand> commands = commands(build.value("commands"));
        Toolchain toolchain = toolchain(build, start);
        if (toolchain instanceof Toolchain.CommandsOnly && commands.isEmpty()) {
            (top.has("build") ? build : top)
                    .problem("build says nothing to build: it needs one of dotnet, maven, jar or commands, such as"
                            + " build: { dotnet: src/App/App.csproj }");
        }
        java.time.Duration deadline =
                build.value("deadline").flatMap(v -> v.text(Units::duration)).orElse(BuildSettings.DEFAULT_DEADLINE);
        build.end();
        return new BuildSettings(toolchain, commands, deadline);
    }

    private Toolchain toolchain(YamlSection build, List<HttpRequest> start) {
        Optional<Path> dotnet = build.value("dotnet").flatMap(this::dotnetProject);
        Optional<Path> pom = build.value("maven").flatMap(this::pom);
        Optional<Path> jar = build.value("jar").flatMap(v -> build.has("maven") ? path(v) : existing(v));
        Toolchain.DotNet net = new Toolchain.DotNet(
                dotnet.orElse(dir),
                build.value("framework").flatMap(v -> v.text(BuildReader::framework)),
                build.value("properties").map(Value::texts).orElse(Map.of()),
                build.value("self-contained").flatMap(Value::yesOrNo).orElse(true)
                        ? Toolchain.Deployment.SELF_CONTAINED
                        : Toolchain.Deployment.FRAMEWORK_DEPENDENT);
        Set<String> modules = build.value("java-modules")
                .<Set<String>>map(v -> new LinkedHashSet<>(texts(v)))
                .orElse(Toolchain.Java.DEFAULT_MODULES);
        List<Path> files = build.value("files").map(this::files).orElse(List.of());
        Toolchain.Training training = training(build.section("training"), start);
        boolean isNet = build.has("dotnet");
        boolean isJava = build.has("maven") || build.has("jar");
        if (isNet && isJava) {
            build.problem("dotnet goes with neither maven nor jar: keep one");
        }
        refuseWithout(isNet, "dotnet", build, "framework", "properties", "self-contained");
        refuseWithout(isJava, "maven or jar", build, "java-modules", "files", "training");
        if (isNet) {
            return net;
        }
        return isJava && (pom.isPresent() || jar.isPresent())
                ? new Toolchain.Java(pom, jar, files, modules, training)
                : isJava
                        ? new Toolchain.Java(Optional.of(dir), jar, files, modules, training)
                        : new Toolchain.CommandsOnly();
    }

    private static void refuseWithout(boolean given, String with, YamlSection build, String... keys) {
        for (String key : keys) {
            if (!given && build.has(key)) {
                build.value(key).ifPresent(v -> v.wrong("it has no effect without " + with + ": remove it"));
            }
        }
    }

    private Toolchain.Training training(YamlSection training, List<HttpRequest> start) {
        List<HttpRequest> requests = new ArrayList<>();
        training.value("requests")
                .ifPresent(value -> value.list()
                        .forEach(item ->
                                item.section().flatMap(RequestReader::request).ifPresent(requests::add)));
        int times = training.value("times")
                .flatMap(v -> v.integer(1, 100_000))
                .map(Long::intValue)
                .orElse(Toolchain.Training.DEFAULT_TIMES);
        java.time.Duration deadline = training.value("deadline")
                .flatMap(v -> v.text(Units::duration))
                .orElse(Toolchain.Training.DEFAULT_DEADLINE);
        training.end();
        return new Toolchain.Training(requests.isEmpty() ? start : requests, times, deadline);
    }

    private Map<String, BuildSettings.BuildCommand> commands(Optional<Value> value) {
        Map<String, BuildSettings.BuildCommand> commands = new LinkedHashMap<>();
        value.flatMap(Value::section)
                .ifPresent(section -> section.all().forEach((name, given) -> {
                    given.checked(() -> FormsReader.name(name));
                    given.section().ifPresent(command -> {
                        Optional<String> run = command.value("run").flatMap(Value::text);
                        Optional<Path> out = command.value("out").flatMap(this::path);
                        Map<String, String> env =
                                command.value("env").map(Value::texts).orElse(Map.of());
                        command.end();
                        if (run.isEmpty() || out.isEmpty()) {
                            command.problem(
                                    "a command needs run, the command line, and out, the folder that it publishes to");
                        } else if (commands.values().stream()
                                .anyMatch(c -> c.out().equals(out.get()))) {
                            command.problem("another command publishes to the same folder: give each its own out");
                        } else {
                            commands.put(name, new BuildSettings.BuildCommand(run.get(), out.get(), env));
                        }
                    });
                }));
        return commands;
    }

    private static List<String> texts(Value list) {
        return list.list().stream().flatMap(v -> v.text().stream()).toList();
    }

    static String framework(String text) {
        if (!text.matches("net[0-9a-z.-]+")) {
            throw new IllegalArgumentException("'" + text + "' is no target framework: write one such as net10.0");
        }
        return text;
    }

    private Optional<Path> path(Value value) {
        return value.text(text -> {
            if (text.isBlank() || text.contains("\0")) {
                throw new IllegalArgumentException("a path is wanted, and this is blank");
            }
            return dir.resolve(text).normalize();
        });
    }

    private List<Path> files(Value list) {
        return list.list().stream()
                .flatMap(value -> path(value)
                        .flatMap(path -> path.startsWith(dir) && !path.equals(dir)
                                ? Optional.of(path)
                                : value.wrong("it is not below " + dir
                                        + ": a file has its place there in the published folder"))
                        .stream())
                .toList();
    }

    private Optional<Path> existing(Value value) {
        return path(value)
                .flatMap(path -> Files.exists(path)
                        ? Optional.of(path)
                        : value.wrong("there is no " + dir.relativize(path) + " in " + dir));
    }

    private Optional<Path> dotnetProject(Value value) {
        return existing(value).flatMap(path -> {
            List<Path> projects = Files.isDirectory(path) ? Folders.files(path, ".*\\.(cs|fs|vb)proj") : List.of(path);
            if (projects.size() == 1 && projects.getFirst().toString().endsWith("proj")) {
                return Optional.of(projects.getFirst());
            }
            return value.wrong(
                    projects.isEmpty()
                            ? "there is no project file in it, such as App.csproj"
                            : projects.size() > 1
                                    ? "there are several project files in it: name one"
                                    : "it is no project file, such as App.csproj");
        });
    }

    private Optional<Path> pom(Value value) {
        return existing(value).flatMap(path -> {
            Path pom = Files.isDirectory(path) ? path.resolve("pom.xml") : path;
            return Files.isRegularFile(pom) ? Optional.of(pom) : value.wrong("there is no pom.xml in it");
        });
    }
}
