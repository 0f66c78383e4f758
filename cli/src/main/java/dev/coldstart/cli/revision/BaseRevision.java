package dev.coldstart.cli.revision;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.revision.Git.GitException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The base revision's files, to be built as head's are: a folder that the caller has checked out, or a git worktree that is
 * removed again on {@link #close}.
 */
public final class BaseRevision implements AutoCloseable {

    private static final int SHOWN_OF_COMMIT = 12;

    private final Config config;
    private final String description;
    private final Optional<WorkingCopy> sources;
    private final Runnable cleanUp;

    private BaseRevision(Config config, String description, Optional<WorkingCopy> sources, Runnable cleanUp) {
        this.config = config;
        this.description = description;
        this.sources = sources;
        this.cleanUp = cleanUp;
    }

    /** How that revision is built: by its own configuration, or by head's where it has none. */
    public Config config() {
        return config;
    }

    /** The commit that it is of; empty where it is a folder whose files are of none. */
    public Optional<WorkingCopy> sources() {
        return sources;
    }

    /** For the report, one sentence. */
    public String description() {
        return description;
    }

    /**
     * Finds or checks out the base.
     *
     * @param head the configuration of the working copy
     * @param base a folder, or anything that git takes for a commit
     * @throws UserError when there is no such thing
     */
    public static BaseRevision of(Config head, String base) {
        Path folder = Path.of(base);
        return Files.isDirectory(folder) ? folder(head, folder) : commit(head, base);
    }

    private static BaseRevision folder(Config head, Path folder) {
        Path inside = new Git(head.dir())
                .tryRun("rev-parse", "--show-prefix")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .orElse(folder);
        // Before head's configuration is put there, where it has none.
        Optional<WorkingCopy> sources = WorkingCopy.of(inside, inside.resolve("coldstart-out"));
        Configured configured = configured(head, inside);
        return new BaseRevision(
                configured.config(), "base is the folder " + folder + configured.note(), sources, () -> {});
    }

    private static BaseRevision commit(Config head, String base) {
        Git git = new Git(head.dir());
        String commit;
        String prefix;
        try {
            prefix = git.run("rev-parse", "--show-prefix");
        } catch (GitException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--base " + base + " is no folder, and " + head.dir() + " is in no git repository: "
                            + e.getMessage());
        }
        try {
            commit = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", base + "^{commit}");
        } catch (GitException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--base " + base
                            + " is neither a folder nor a commit that this clone has. In a shallow clone fetch it"
                            + " first: git fetch --depth=1 origin " + base);
        }
        // Outside the repository: build tools look for settings in all folders above, and would find head's.
        Path worktree = temporary();
        Runnable cleanUp = () -> {
            git.tryRun("worktree", "remove", "--force", worktree.toString());
            git.tryRun("worktree", "prune");
        };
        try {
            git.run("worktree", "add", "--quiet", "--detach", worktree.toString(), commit);
            if (Files.exists(worktree.resolve(".gitmodules"))) {
                new Git(worktree).run("submodule", "update", "--init", "--recursive", "--quiet");
            }
            Configured configured = configured(head, worktree.resolve(prefix));
            return new BaseRevision(
                    configured.config(),
                    "base is " + base + ", commit " + commit.substring(0, SHOWN_OF_COMMIT) + configured.note(),
                    Optional.of(new WorkingCopy(commit, prefix)),
                    cleanUp);
        } catch (GitException e) {
            cleanUp.run();
            throw new UserError(ExitCode.NOT_BUILT, "base could not be checked out: " + e.getMessage());
        } catch (RuntimeException e) {
            cleanUp.run();
            throw e;
        }
    }

    private record Configured(Config config, String note) {}

    private static Configured configured(Config head, Path folder) {
        Path name = Optional.ofNullable(head.file().getFileName()).orElseThrow();
        Path own = folder.resolve(name);
        if (Files.isRegularFile(own)) {
            return new Configured(Config.load(own), "");
        }
        try {
            // Its paths are relative to where it lies.
            Files.createDirectories(folder);
            return new Configured(
                    Config.load(Files.copy(head.file(), own)), ", built as " + name + " of head says: it has none");
        } catch (IOException e) {
            throw new UserError(ExitCode.NOT_BUILT, "head's " + name + " can't be used for base: " + e.getMessage());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("coldstart-base");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cleanUp.run();
    }
}
