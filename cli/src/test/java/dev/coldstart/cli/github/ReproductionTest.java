package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.render.comment.CommentParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What "How to run it on your machine" says is pasted into a clone of a real repository, with a coldstart that only notes. */
class ReproductionTest {

    private static final String NOTES = """
            #!/bin/sh
            { echo "at $(git rev-parse --show-prefix)"; echo "tree $(git rev-parse 'HEAD^{tree}')"; echo "$@"; } >"$NOTED"
            """;

    @TempDir
    Path dir;

    @Test
    void theCommandsOfACommentMeasureTheMergeThatGitHubMade() throws Exception {
        Path origin = Files.createDirectories(dir.resolve("origin"));
        git(origin, "init -q -b main");
        write(origin, "services/orders/ci.yml", "build: {}");
        write(origin, "lib.txt", "1\n2\n3\n4\n5\n6\n7\n8\n");
        commit(origin, "root");
        git(origin, "checkout -q -b fix");
        write(origin, "lib.txt", "1\n2\n3\n4\n5\n6\n7\n8\nhead\n");
        String head = commit(origin, "head");
        git(origin, "checkout -q main");
        write(origin, "lib.txt", "base\n1\n2\n3\n4\n5\n6\n7\n8\n");
        String base = commit(origin, "base");
        git(origin, "checkout -q --detach");
        git(origin, "merge -q --no-edit " + head);
        String merge = git(origin, "rev-parse HEAD");
        String tree = git(origin, "rev-parse HEAD^{tree}");
        // As a fork's: no branch has it, and the merge is gone with the next push.
        git(origin, "update-ref refs/pull/7/head " + head);
        git(origin, "checkout -q main");
        git(origin, "branch -q -D fix");
        Path clone = dir.resolve("clone");
        git(dir, "clone -q file://" + origin + " " + clone);

        String noted = pasted(clone, comment(head, base, Optional.of(merge), "services/orders/ci.yml"));

        assertThat(noted.lines())
                .containsExactly(
                        "at services/orders/",
                        "tree " + tree,
                        "measure --config ci.yml --forms jit,aot --blocks 20..50 --base " + base);
        assertThat(git(clone, "status --porcelain")).as("the clone itself").isEmpty();
    }

    /** A fork's report says where it was measured; nobody pastes what it says beyond a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {"$(touch owned)/coldstart.yml", "a b/coldstart.yml", "../../x/coldstart.yml", "`id`.yml", "-x"})
    void nothingThatAShellWouldRunIsInIt(String place) throws IOException {
        assertThat(commands(comment("a".repeat(40), "b".repeat(40), Optional.empty(), place)))
                .contains("coldstart measure --forms")
                .doesNotContain("owned", "a b", "../x", "`", "cd -x", "--config");
    }

    private static String comment(String head, String base, Optional<String> merge, String place) {
        Origin origin = new Origin(
                Optional.of(Job.REPOSITORY),
                Optional.of(head),
                Optional.of(base),
                OptionalInt.of(7),
                merge,
                Optional.of(place),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Comment(List.of(CommentParts.of(ChangeReports.from(origin, 1))), Links.NONE).markdown();
    }

    private static String commands(String comment) {
        String fold = comment.substring(comment.indexOf("How to run it on your machine"));
        int from = fold.indexOf("```sh\n") + "```sh\n".length();
        return fold.substring(from, fold.indexOf("\n```", from));
    }

    private String pasted(Path clone, String comment) throws Exception {
        Path bin = Files.createDirectories(dir.resolve("bin"));
        Path program = Files.writeString(bin.resolve("coldstart"), NOTES);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path noted = dir.resolve("noted");
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", commands(comment));
        shell.directory(clone.toFile()).redirectErrorStream(true);
        shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        shell.environment().put("NOTED", noted.toString());
        Process running = shell.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return Files.readString(noted);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static String commit(Path folder, String message) throws Exception {
        git(folder, "add -A");
        git(folder, "commit -q -m " + message);
        return git(folder, "rev-parse HEAD");
    }

    private static String git(Path folder, String arguments) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost"));
        command.addAll(List.of(arguments.split(" ")));
        Process running = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return said.strip();
    }
}
