package dev.coldstart.cli.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.config.Config;
import dev.coldstart.core.plan.MissingBase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base whose files can't be had is told with its reason, in real clones of a real repository; nothing of it is left. */
class BaseRevisionTest {

    private static final String CONFIG = """
            build: { commands: { jit: { run: "true", out: . } } }
            run: { port: 8080, command: ./app }
            request: { get: / }
            """;

    @TempDir
    Path dir;

    private Path repository;
    private Git git;

    @BeforeEach
    void aRepository() throws Exception {
        repository = Files.createDirectories(dir.resolve("repository"));
        git = new Git(repository);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("config", "user.email", "a@b.example");
        git.run("config", "user.name", "Ann");
        git.run("config", "uploadpack.allowFilter", "true");
    }

    private void write(String file, String text) throws Exception {
        Path there = repository.resolve(file);
        Files.createDirectories(there.getParent());
        Files.writeString(there, text);
    }

    private String commit() throws Exception {
        git.run("add", "--all");
        git.run("commit", "--quiet", "--message", "a change");
        return git.run("rev-parse", "HEAD");
    }

    private static String state(Path repository, String app, String base) {
        Config head = Config.load(repository.resolve(app).resolve("coldstart.yml"));
        try (BaseRevision found = BaseRevision.of(head, base)) {
            return "found: " + found.description();
        } catch (NoBaseException e) {
            MissingBase missing = e.missing();
            return missing.kind().id() + ": " + missing.reason();
        } finally {
            assertThat(new Git(repository)
                            .tryRun("worktree", "list")
                            .orElseThrow()
                            .lines())
                    .as("the checkout is gone")
                    .hasSize(1);
        }
    }

    @Test
    void contentThatTheCloneLacksAndCannotFetch() throws Exception {
        write("app/coldstart.yml", CONFIG);
        write("app/app", "one");
        String base = commit();
        write("app/app", "two");
        commit();
        Path clone = dir.resolve("clone");
        new Git(dir).run("clone", "--quiet", "--filter=blob:none", "file://" + repository, clone.toString());
        new Git(clone).run("remote", "set-url", "origin", "file://" + dir.resolve("nowhere"));
        assertThat(state(clone, "app", base)).startsWith("not-had: ").contains("could not be checked out: fatal: ");
    }

    @Test
    void aFilterThatFails() throws Exception {
        write("coldstart.yml", CONFIG);
        write(".gitattributes", "*.bin filter=lfs\n");
        write("model.bin", "one");
        String base = commit();
        git.run("config", "filter.lfs.smudge", "echo no credentials >&2; false");
        git.run("config", "filter.lfs.required", "true");
        assertThat(state(repository, "", base)).startsWith("not-had: ").contains("smudge filter lfs failed");
    }

    @Test
    void aSubmoduleThatMayNotBeRead() throws Exception {
        write("coldstart.yml", CONFIG);
        write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = file://" + dir.resolve("nowhere") + "\n");
        git.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",x");
        git.run("add", "coldstart.yml", ".gitmodules");
        git.run("commit", "--quiet", "--message", "with a submodule");
        assertThat(state(repository, "", "HEAD")).startsWith("not-had: ").contains("nowhere");
    }

    @Test
    void aConfigurationThatIsWrong() throws Exception {
        write("coldstart.yml", "build: { dotnet: 7 ]");
        String base = commit();
        write("coldstart.yml", CONFIG);
        commit();
        assertThat(state(repository, "", base)).startsWith("not-had: its coldstart.yml is wrong: ");
    }

    @Test
    void anAppThatIsNew() throws Exception {
        write("readme", "nothing yet");
        String base = commit();
        write("services/orders/coldstart.yml", CONFIG);
        commit();
        assertThat(state(repository, "services/orders", base))
                .startsWith("not-yet: ")
                .contains("no folder services/orders/");
    }

    @Test
    void anAppThatWasMovedIsFoundWhereItWas() throws Exception {
        write("orders/coldstart.yml", CONFIG);
        write("orders/app", "one");
        String base = commit();
        Files.createDirectories(repository.resolve("services"));
        git.run("mv", "orders", "services/orders");
        write("services/orders/app", "two");
        commit();
        assertThat(state(repository, "services/orders", base))
                .startsWith("found: ")
                .contains("where the app was in the folder orders/");
    }

    /** The one side has the file, the other what points to it: neither size nor start could be compared. */
    @Test
    void pointersToLargeFilesOnOneSide() throws Exception {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n";
        write("app/coldstart.yml", CONFIG);
        write(".gitattributes", "*.bin filter=lfs\n");
        write("model.bin", pointer);
        String base = commit();
        assertThat(state(repository, "app", base)).startsWith("found: ");
        write("model.bin", "the large file");
        assertThat(state(repository, "app", base))
                .startsWith("not-had: ")
                .contains("model.bin is kept by git-lfs, and base has only a pointer");
        commit();
        write("model.bin", pointer);
        assertThat(state(repository, "app", "HEAD")).contains("head has only a pointer", "lfs: true");
    }
}
