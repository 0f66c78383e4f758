package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A change is held against the revision that it is made on: in a repository of git's, and with folders. */
@EnabledIf(value = Docker.IS_READY, disabledReason = Docker.NOT_READY)
final class BaseIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path dir;

    @Test
    void saysWhatAChangeCosts() throws IOException {
        Path app = Files.createDirectories(dir.resolve("repository/services/orders"));
        Known.folder(app.resolve("bin"));
        starts(app, 20);
        Files.writeString(app.resolve("coldstart.yml"), config("jit"));
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "base");
        starts(app, 300);
        Files.writeString(app.resolve("coldstart.yml"), config("jit", "new"));

        Ran ran = Coldstart.in(app).run("measure", "--base", "HEAD", "--blocks", "7");
        ran.exits(0).saysNothingOnStderr().fitsTheTerminal();

        assertThat(ran.report("coldstart-out").path("change").path("answer").asString())
                .isEqualTo("costs");
        assertThat(contrast(ran, "jit@head", "jit@base")
                        .orElseThrow()
                        .path("low")
                        .asDouble())
                .isGreaterThan(1.5);
        assertThat(contrast(ran, "new@head", "new@base"))
                .as("base has no such form")
                .isEmpty();
        assertThat(ran.flowing()).contains("This change costs: first response of jit@head", "Base is HEAD, commit ");
        assertThat(Tool.run("git", "-C", app.toString(), "worktree", "list").lines())
                .as("the checkout is gone")
                .hasSize(1);
    }

    /** Head of one run is base of the next, and here of the same: building it a second time would fail. */
    @Test
    void buildsBaseOnce() throws IOException {
        Path app = Files.createDirectories(dir.resolve("repository"));
        Known.folder(app.resolve("bin"));
        starts(app, 20);
        Path once = dir.resolve("once");
        Files.createFile(once);
        Files.writeString(
                app.resolve("coldstart.yml"),
                config("jit").replace("mkdir -p made", "rm " + once + " && mkdir -p made"));
        Files.writeString(app.resolve(".gitignore"), "made/\ncoldstart-out/\n*.txt\n");
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "base");
        String[] arguments = {"measure", "--base", "HEAD", "--base-cache", "../cache", "--blocks", "1"};

        Ran first = Coldstart.in(app).run(arguments);
        first.exits(0);
        assertThat(once).as("it was built once, for head, and taken for base").doesNotExist();
        assertThat(first.flowing()).contains("jit@base was not built now: it was kept from an earlier run");
        assertThat(first.report("coldstart-out")
                        .path("variants")
                        .valueStream()
                        .map(v -> v.path("name").asString() + " "
                                + v.path("outcome").asString()))
                .containsExactly("jit@head started", "jit@base started");
    }

    @Test
    void comparesFolders() throws IOException {
        Known.folder(dir.resolve("now"));
        Known.folder(dir.resolve("before"));
        Ran ran = Coldstart.in(dir)
                .run(
                        "compare",
                        "jit=now",
                        "jit@base=before",
                        "--command",
                        "jit=./known --sleep 20",
                        "--command",
                        "jit@base=./known --sleep 300",
                        "--port",
                        "8080",
                        "--blocks",
                        "7");
        ran.exits(0).saysNothingOnStderr();
        assertThat(ran.report("coldstart-out").path("change").path("answer").asString())
                .isEqualTo("gains");
    }

    @Test
    void namesWhatIsNoRevision() throws IOException {
        Known.folder(dir.resolve("repository/bin"));
        Files.writeString(dir.resolve("repository/coldstart.yml"), config("jit"));
        starts(dir.resolve("repository"), 20);
        Ran nowhere = Coldstart.in(dir.resolve("repository")).run("measure", "--base", "main~1");
        assertThat(nowhere.exits(2).stderr()).contains("--base main~1 is no folder", "not a git repository");
        git("init", "--quiet");
        Ran unknown = Coldstart.in(dir.resolve("repository")).run("measure", "--base", "main~1");
        assertThat(unknown.exits(2).stderr()).contains("neither a folder nor a commit", "git fetch");
    }

    private Optional<JsonNode> contrast(Ran ran, String of, String against) throws IOException {
        return ran.report("coldstart-out")
                .path("comparisons")
                .valueStream()
                .filter(c -> c.path("metric").asString().equals("first-response")
                        && c.path("of").asString().equals(of)
                        && c.path("against").asString().equals(against))
                .findFirst();
    }

    private static void starts(Path app, int millis) throws IOException {
        Files.writeString(app.resolve("bin/start"), "#!/bin/sh\nexec ./known --sleep " + millis + "\n");
        assertThat(app.resolve("bin/start").toFile().setExecutable(true)).isTrue();
    }

    private static String config(String... forms) {
        return List.of(forms).stream()
                        .map(form -> "    %1$s: { run: mkdir -p made && cp -r bin made/%1$s, out: made/%1$s }\n"
                                .formatted(form))
                        .reduce("build:\n  commands:\n", String::concat)
                + "run: { port: 8080, command: ./start }\nrequest: { get: / }\n";
    }

    private void git(String... arguments) {
        List<String> words = new java.util.ArrayList<>(
                List.of("git", "-C", dir.resolve("repository").toString()));
        words.addAll(List.of(arguments));
        assertThat(Tool.succeeds(words.toArray(String[]::new))).as("%s", words).isTrue();
    }
}
