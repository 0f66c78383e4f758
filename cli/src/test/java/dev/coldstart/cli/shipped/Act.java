package dev.coldstart.cli.shipped;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a workflow's file as it is, with act on this machine: the action is this checkout's, with the jar that is shipped. The
 * actions of GitHub's that a workflow uses are stand-ins that copy files; act itself answers the checkout.
 */
final class Act {

    static final String IS_READY = "dev.coldstart.cli.shipped.Act#isReady";
    static final String NOT_READY =
            "no act or no emulator of GitHub, or nothing to measure with; bin/setup --with-act sees to it";

    private static final Path TOOLS = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                    .filter(cache -> !cache.isEmpty())
                    .orElse(System.getProperty("user.home") + "/.cache"))
            .resolve("coldstart/tools");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path STAND_INS = Path.of("src/test/actions").toAbsolutePath();
    private static final List<String> ACTION =
            List.of("action.yml", "action", "bin", "comment", "readiness", "tracking-issue");
    private static final List<String> RUNNERS = List.of("ubuntu-24.04", "ubuntu-24.04-arm");
    private static final long MAX_MINUTES = 5;

    private final Path dir;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();

    private Act(Path dir) {
        this.dir = dir;
    }

    /** For {@code @EnabledIf}. */
    static boolean isReady() {
        boolean ready = Docker.isReady() && program().isPresent() && emulator().isPresent();
        if (!ready) {
            System.err.println("skipped: " + NOT_READY);
        }
        return ready;
    }

    /** The script that starts an emulator of GitHub's API. */
    static Optional<Path> emulator() {
        return Optional.of(TOOLS.resolve("node_modules/emulate/dist/index.js")).filter(Files::exists);
    }

    private static Optional<Path> program() {
        Stream<Path> places = Stream.concat(
                Stream.of(TOOLS.resolve("bin")),
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of));
        return places.map(place -> place.resolve("act"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A runner whose caches, artifacts and releases are in this folder. */
    static Act in(Path dir) throws IOException {
        Act act = new Act(dir);
        Path action = dir.resolve("coldstart");
        if (!Files.exists(action)) {
            Files.createDirectories(action);
            for (String part : ACTION) {
                Tool.run("cp", "-r", ROOT.resolve(part).toString(), action.toString());
            }
        }
        return act.with("COLDSTART_JAR", Coldstart.jar().toAbsolutePath().toString())
                .with("TEST_ARTIFACTS", dir.resolve("artifacts").toString())
                .with("TEST_RELEASES", dir.resolve("releases").toString());
    }

    Act with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Act with(Map<String, String> settings) {
        environment.putAll(settings);
        return this;
    }

    /** What the jobs' token is, and where GitHub answers. */
    Act gitHub(URI api, String token) {
        arguments.addAll(List.of("--secret", "GITHUB_TOKEN=" + token));
        return with("GITHUB_API_URL", api.toString());
    }

    /** Before the variables of the runner: a folder with programs of the test's. */
    Act path(Path programs) {
        return with("PATH", programs + File.pathSeparator + System.getenv("PATH"));
    }

    /** Such as {@code --job} and its name. */
    Act asking(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Runs the workflow of a checkout for an event. */
    Done run(Path checkout, String workflow, String event, JsonNode payload) throws IOException {
        Path eventFile = dir.resolve("event.json");
        Files.writeString(eventFile, payload.toString());
        List<String> words = new ArrayList<>(List.of(
                program().orElseThrow().toString(),
                event,
                "--json",
                "--action-offline-mode",
                "--no-cache-server",
                // One machine measures one thing at a time.
                "--concurrent-jobs",
                "1",
                "--workflows",
                ".github/workflows/" + workflow,
                "--eventpath",
                eventFile.toString(),
                "--action-cache-path",
                dir.resolve("runner").toString(),
                "--local-repository",
                "OWNER/coldstart@v1=" + dir.resolve("coldstart")));
        for (String runner : RUNNERS) {
            words.addAll(List.of("--platform", runner + "=-self-hosted"));
        }
        for (String used : used(checkout.resolve(".github/workflows").resolve(workflow))) {
            String name = used.substring(used.indexOf('/') + 1, used.indexOf('@'));
            words.addAll(List.of("--local-repository", used + "=" + STAND_INS.resolve(name)));
        }
        environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        words.addAll(arguments);
        Path log = Files.createTempFile(dir, "act", ".jsonl");
        Process process = new ProcessBuilder(words)
                .directory(checkout.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("act did not end; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
        return new Done(process.exitValue(), Files.readAllLines(log));
    }

    /** The actions of GitHub's own, with the commit that they are pinned to. */
    private static List<String> used(Path workflow) throws IOException {
        try (Stream<String> lines = Files.lines(workflow)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("uses: actions/"))
                    .map(line -> line.split("\\s+")[1])
                    .filter(used -> !used.startsWith("actions/checkout@"))
                    .distinct()
                    .toList();
        }
    }

    /** What a run came to: act's log, one JSON object a line. */
    record Done(int exitCode, List<String> lines) {

        Done exits(int expected) {
            if (exitCode != expected) {
                throw new AssertionError("act ended with " + exitCode + ":\n" + text());
            }
            return this;
        }

        /** The outputs of a step of the workflow's, those of the steps within it left out. */
        Map<String, String> outputs(String step) {
            return entries()
                    .filter(entry -> entry.path("command").asString("").equals("set-output"))
                    .filter(entry -> entry.path("stepID").size() == 1
                            && entry.path("stepID").path(0).asString().equals(step))
                    .collect(Collectors.toMap(
                            entry -> entry.path("name").asString(),
                            entry -> entry.path("arg").asString(""),
                            (first, second) -> second));
        }

        /** What the jobs wrote into their summaries. */
        String summary() {
            return entries()
                    .filter(entry -> entry.path("command").asString("").equals("summary"))
                    .map(entry -> entry.path("content").asString(""))
                    .collect(Collectors.joining("\n"));
        }

        /** What a person reads in the log. */
        String text() {
            return entries()
                    .map(entry -> entry.path("msg").asString("").stripTrailing())
                    .collect(Collectors.joining("\n"));
        }

        private Stream<JsonNode> entries() {
            return lines.stream().filter(line -> line.startsWith("{")).map(JsonMapper.shared()::readTree);
        }
    }
}
