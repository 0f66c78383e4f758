package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.github.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A repository as GitHub has it after somebody opened a pull request that makes the app's start slower: {@code main}, the
 * branch {@code change}, and the merge of the two that a job checks out.
 */
final class AppRepository {

    static final String NAME = "octo/app";

    private static final Path EXAMPLES = Path.of("../examples/workflows");

    private final Path dir;
    private final String base;
    private final String head;

    private AppRepository(Path dir, String base, String head) {
        this.dir = dir;
        this.base = base;
        this.head = head;
    }

    /** With apps in these folders, all of which the change slows down but those after the first. */
    static AppRepository in(Path dir, String workflow, String... apps) throws IOException {
        Path origin = Files.createDirectories(dir.resolve("remote").resolve(NAME));
        git(origin, "init", "--quiet", "--initial-branch", "main");
        // As on GitHub: a commit can be fetched by its name.
        git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
        Path workflows = Files.createDirectories(origin.resolve(".github/workflows"));
        Files.copy(EXAMPLES.resolve(workflow), workflows.resolve(workflow));
        for (String app : apps) {
            app(origin.resolve(app));
        }
        // No app's: the name only ends like a configuration's.
        Files.createDirectories(origin.resolve("docs"));
        Files.writeString(origin.resolve("docs/not-coldstart.yml"), "before");
        String base = commit(origin, "base");
        git(origin, "switch", "--quiet", "--create", "change");
        starts(origin.resolve(apps[0]), "jit", 500);
        Files.writeString(origin.resolve("docs/not-coldstart.yml"), "after");
        String head = commit(origin, "head");
        git(origin, "switch", "--quiet", "--detach", base);
        git(
                origin,
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "merge",
                "--quiet",
                "--no-ff",
                "-m",
                "m",
                head);
        git(origin, "update-ref", "refs/pull/1/merge", "HEAD");
        return new AppRepository(dir, base, head);
    }

    String base() {
        return base;
    }

    String head() {
        return head;
    }

    /** A folder with what a job has after its checkout. */
    Path checkout(String name, String ref, int depth) throws IOException {
        Path work = Files.createDirectories(dir.resolve(name));
        git(work, "init", "--quiet");
        git(work, "remote", "add", "origin", "https://github.com/" + NAME);
        git(
                work,
                "fetch",
                "--quiet",
                "--depth",
                Integer.toString(depth),
                "file://" + dir.resolve("remote/" + NAME),
                ref);
        // As actions/checkout does. act would not copy the folder of refs if it were empty.
        git(work, "update-ref", "refs/remotes/" + ref.replaceFirst("^refs/", ""), "FETCH_HEAD");
        git(work, "checkout", "--quiet", "--detach", "FETCH_HEAD");
        return work;
    }

    /** What lets git find github.com in this machine's folders. */
    Map<String, String> environment() throws IOException {
        Path config = dir.resolve("gitconfig");
        Files.writeString(config, """
                [url "file://%s/"]
                    insteadOf = https://github.com/
                """.formatted(dir.resolve("remote")));
        return Map.of("GIT_CONFIG_GLOBAL", config.toString());
    }

    /** What GitHub says of the pull request, to a workflow of this repository's. */
    ObjectNode pullRequest(String from) {
        ObjectNode event = Published.event("pull_request");
        event.put("number", 1).put("before", base).put("after", head);
        repository((ObjectNode) event.required("repository"), NAME);
        ObjectNode pull = (ObjectNode) event.required("pull_request");
        pull.put("number", 1).put("state", "open").put("draft", false).put("locked", false);
        pull.put("html_url", "https://github.com/" + NAME + "/pull/1");
        side((ObjectNode) pull.required("head"), from, "change", head);
        side((ObjectNode) pull.required("base"), NAME, "main", base);
        return event;
    }

    /** What GitHub says when the workflow of a pull request has ended. */
    ObjectNode workflowRun(String from) {
        ObjectNode event = Published.event("workflow_run");
        event.put("action", "completed");
        repository((ObjectNode) event.required("repository"), NAME);
        ObjectNode run = (ObjectNode) event.required("workflow_run");
        run.put("event", "pull_request").put("status", "completed").put("conclusion", "success");
        run.put("head_sha", head).put("head_branch", "change").put("name", "coldstart");
        // Every run of act's is the first.
        run.put("id", 1);
        // Empty for pull requests from forks.
        run.putArray("pull_requests");
        repository((ObjectNode) run.required("repository"), NAME);
        repository((ObjectNode) run.required("head_repository"), from);
        return event;
    }

    /** What GitHub says when the change was pushed to main. */
    ObjectNode push(String ref) {
        ObjectNode event = Published.event("push");
        event.put("ref", ref).put("before", base).put("after", head);
        repository((ObjectNode) event.required("repository"), NAME);
        return event;
    }

    private static void side(ObjectNode side, String repository, String branch, String sha) {
        side.put("ref", branch).put("sha", sha);
        repository((ObjectNode) side.required("repo"), repository);
    }

    private static void repository(ObjectNode repository, String name) {
        String owner = name.substring(0, name.indexOf('/'));
        repository.put("full_name", name).put("name", name.substring(name.indexOf('/') + 1));
        repository.put("html_url", "https://github.com/" + name).put("default_branch", "main");
        ((ObjectNode) repository.required("owner")).put("login", owner);
    }

    private static void app(Path app) throws IOException {
        Known.folder(app.resolve("bin"));
        Files.createDirectories(app.resolve("starts"));
        starts(app, "jit", 200);
        starts(app, "aot", 20);
        // As an editor on Windows leaves it.
        Files.writeString(app.resolve("coldstart.paths"), "\r\nlib/shared\r\n\r\n");
        Files.writeString(app.resolve(".gitignore"), "made/\ncoldstart-out/\n");
        Files.writeString(app.resolve("coldstart.yml"), """
                app: orders
                build:
                  commands:
                    jit: { run: mkdir -p made/jit && cp -r bin/. made/jit && cp starts/jit made/jit/start, out: made/jit }
                    aot: { run: mkdir -p made/aot && cp -r bin/. made/aot && cp starts/aot made/aot/start, out: made/aot }
                run: { port: 8080, command: ./start }
                request: { get: / }
                sampling: { blocks: 7, idle-blocks: 1 }
                policy: { workload: { short-lived: yes } }
                """.replace(
                        "orders", app.getFileName().toString()));
    }

    private static void starts(Path app, String form, int millis) throws IOException {
        Path start = app.resolve("starts").resolve(form);
        Files.writeString(start, "#!/bin/sh\nexec ./known --sleep " + millis + "\n");
        assertThat(start.toFile().setExecutable(true)).isTrue();
    }

    private static String commit(Path origin, String message) {
        git(origin, "add", "--all");
        git(origin, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", message);
        return Tool.run("git", "-C", origin.toString(), "rev-parse", "HEAD");
    }

    private static void git(Path where, String... arguments) {
        List<String> words = new ArrayList<>(List.of("git", "-C", where.toString()));
        Collections.addAll(words, arguments);
        assertThat(Tool.succeeds(words.toArray(String[]::new))).as("%s", words).isTrue();
    }
}
