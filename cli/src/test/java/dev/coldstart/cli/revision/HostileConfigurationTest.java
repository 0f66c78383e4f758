package dev.coldstart.cli.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.revision.Git.GitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository's own configuration names is not run; what the user's names is. Each command leaves a mark. */
class HostileConfigurationTest {

    private static final String CONFIG = """
            build: { commands: { jit: { run: "true", out: . } } }
            run: { port: 8080, command: ./app }
            request: { get: / }
            """;

    @TempDir
    Path dir;

    private Path repository;
    private Path mark;
    private Path command;
    private Git git;

    @BeforeEach
    void aRepository() throws Exception {
        mark = dir.resolve("mark");
        command = dir.resolve("command");
        Files.writeString(command, "#!/bin/sh\nenv >> " + mark + "\ntimeout 5 cat\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        repository = Files.createDirectories(dir.resolve("repository"));
        Path users = Files.writeString(
                dir.resolve("gitconfig"),
                "[user]\nname = Ann\nemail = a@b.example\n[protocol \"file\"]\nallow = always\n");
        git = new Git(repository).with(Map.of("GIT_CONFIG_GLOBAL", users.toString()));
        git.run("init", "--quiet", "--initial-branch=main");
        Files.writeString(repository.resolve("coldstart.yml"), CONFIG);
        Files.writeString(repository.resolve(".gitattributes"), "*.bin filter=f diff=d\n");
        Files.writeString(repository.resolve("some.bin"), "one\n");
        git.run("add", "--all");
        git.run("commit", "--quiet", "--message", "first");
        git.run("remote", "add", "origin", "file://" + repository);
    }

    private void hooks(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (String name : List.of("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc")) {
            Files.copy(command, folder.resolve(name));
        }
    }

    private void everything() throws Exception {
        git.tryRun("rev-parse", "--show-prefix");
        git.tryRun("status", "--porcelain", "--untracked-files=no");
        git.tryRun("diff", "--name-status", "-z", "--find-renames", "--diff-filter=R", "HEAD", "HEAD");
        git.tryRun("fetch", "--quiet", "--no-tags", "origin", "--", "main");
        try (BaseRevision base = BaseRevision.of(Config.load(repository.resolve("coldstart.yml")), "HEAD")) {
            assertThat(base.description()).contains("base is HEAD");
        } catch (NoBaseException e) {
            assertThat(e.missing().reason()).contains("does not let git run: filter.f");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.fsmonitor",
                "core.sshCommand",
                "core.askPass",
                "core.pager",
                "core.editor",
                "core.alternateRefsCommand",
                "core.gitProxy",
                "credential.helper",
                "credential.https://example.com.helper",
                "filter.f.clean",
                "filter.f.smudge",
                "filter.f.process",
                "diff.external",
                "diff.d.textconv",
                "diff.d.command",
                "merge.f.driver",
                "gpg.program",
                "uploadpack.packObjectsHook",
                "submodule.x.update",
                "alias.status",
                "alias.rev-parse",
                "pager.status",
            })
    void noCommandOfTheRepositorysOwn(String key) throws Exception {
        git.run("config", key, (key.startsWith("submodule") ? "!" : "") + command);
        // As though it had been touched since git looked at it last.
        Files.writeString(repository.resolve("some.bin"), "two\n");
        everything();
        assertThat(mark).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hooks"})
    void noHook(String elsewhere) throws Exception {
        if (elsewhere.isEmpty()) {
            hooks(repository.resolve(".git/hooks"));
        } else {
            hooks(dir.resolve(elsewhere));
            git.run("config", "core.hooksPath", dir.resolve(elsewhere).toString());
        }
        everything();
        assertThat(mark).doesNotExist();
    }

    @Test
    void noRemoteThatIsACommand() throws Exception {
        git.run("config", "remote.origin.url", "ext::" + command);
        git.run("config", "protocol.ext.allow", "always");
        git.run("config", "protocol.allow", "always");
        assertThatThrownBy(() -> git.run("fetch", "--quiet", "origin", "--", "main"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("transport 'ext' not allowed");
        assertThat(mark).doesNotExist();
    }

    @Test
    void noCommandAtTheOtherEnd() throws Exception {
        git.run("config", "remote.origin.uploadpack", command.toString());
        assertThatThrownBy(() -> git.run("fetch", "--quiet", "origin", "--", "main"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("git config --unset-all remote.origin.uploadpack");
        assertThat(mark).doesNotExist();
    }

    /** A name with a sign that ends names on a command line; included from a file; of a work tree alone. */
    @ParameterizedTest
    @CsvSource({"'filter.f=x.smudge', false", "filter.f.smudge, true"})
    void wherever(String key, boolean included) throws Exception {
        Files.writeString(repository.resolve(".gitattributes"), "*.bin filter=" + key.split("\\.")[1] + "\n");
        git.run("commit", "--quiet", "--all", "--message", "another filter");
        if (included) {
            Path file = dir.resolve("included");
            git.run("config", "--file", file.toString(), key, command.toString());
            git.run("config", "include.path", file.toString());
        } else {
            git.run("config", key, command.toString());
        }
        everything();
        assertThat(mark).doesNotExist();
    }

    /** A filter that the user has is the user's, and gets no secret of the job. */
    @Test
    void theUsersOwnFilterIsRunWithoutSecrets() throws Exception {
        git.run("config", "--global", "filter.f.smudge", command.toString());
        Path there = dir.resolve("there");
        git.run("worktree", "add", "--quiet", "--detach", there.toString(), "HEAD");
        assertThat(there.resolve("some.bin")).hasContent("one");
        assertThat(Files.readAllLines(mark)).anyMatch(line -> line.startsWith("PATH="));
        assertThat(Files.readString(mark)).doesNotContain("COLDSTART_");
        // The repository's own does not take its place.
        Files.delete(mark);
        git.run("config", "filter.f.smudge", "sed s/one/three/");
        git.run("worktree", "add", "--quiet", "--detach", there + "2", "HEAD");
        assertThat(mark).exists();
        assertThat(dir.resolve("there2/some.bin")).hasContent("one");
    }

    @Test
    void whatGitGetsOfOurVariables() {
        Map<String, String> ours = Map.of(
                "PATH", "/bin",
                "HOME", "/root",
                "https_proxy", "p",
                "GIT_SSH_COMMAND", "ssh -v",
                "GITHUB_TOKEN", "s",
                "COLDSTART_TOKEN", "s",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "s",
                "INPUT_TOKEN", "s",
                "NUGET_API_KEY", "s",
                "GIT_DIR", "/elsewhere");
        Map<String, String> gits = GitEnvironment.of(ours, Map.of("GIT_INDEX_FILE", "told"));
        assertThat(gits)
                .containsOnlyKeys(
                        "PATH",
                        "HOME",
                        "https_proxy",
                        "GIT_SSH_COMMAND",
                        "GIT_INDEX_FILE",
                        "GIT_TERMINAL_PROMPT",
                        "GIT_PAGER",
                        "LANGUAGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter.lfs.smudge\ngit-lfs smudge -- %f",
                "filter.lfs.process\ngit-lfs filter-process --skip",
                "core.sshcommand\n\"/usr/bin/ssh\" -i \"/runner/temp/k-1\" -o StrictHostKeyChecking=yes -o"
                        + " CheckHostIP=no -o \"UserKnownHostsFile=/runner/temp/hosts\"",
                "submodule.x.update\nrebase",
                "credential.helper\n",
            })
    void whatActionsCheckoutWritesStays(String entry) {
        assertThat(GitConfiguration.instead("local\0" + entry + "\0").replaced())
                .isEmpty();
        assertThat(GitConfiguration.instead("local\0" + entry + "; touch /mark\0")
                        .replaced())
                .hasSize(entry.startsWith("submodule") ? 0 : 1);
    }
}
