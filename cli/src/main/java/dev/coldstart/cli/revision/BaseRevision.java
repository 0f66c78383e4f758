package dev.coldstart.cli.revision;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.ConfigException;
import dev.coldstart.cli.revision.Git.GitException;
import dev.coldstart.core.plan.MissingBase;
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
     * @throws NoBaseException when there is, and its files or its configuration can't be had
     */
    public static BaseRevision of(Config head, String base) throws NoBaseException {
        Path folder = Path.of(base);
        return Files.isDirectory(folder) ? folder(head, folder) : commit(head, base);
    }

    private static BaseRevision folder(Config head, Path folder) throws NoBaseException {
        Path inside = new Git(head.dir())
                .tryRun("rev-parse", "--show-prefix")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .orElse(folder);
        // Before head's configuration is put there, where it has none.
        Optional<WorkingCopy> sources = WorkingCopy.of(inside, inside.resolve("coldstart-out"));
        Configured configured = configured(head, inside.resolve(name(head)));
        return new BaseRevision(
                configured.config(), "base is the folder " + folder + configured.note(), sources, () -> {});
    }

    private static BaseRevision commit(Config head, String base) throws NoBaseException {
        Git git = new Git(head.dir());
        String commit;
        String prefix;
        try {
            prefix = git.run("rev-parse", "--show-prefix");
        } catch (GitException e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--base " + base + " is no folder, and git does not take " + head.dir()
                            + " for a place in a git repository: " + e.getMessage());
        }
        commit = git.commit(base)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        "--base " + base
                                + " is neither a folder nor a commit that this clone has. In a shallow clone fetch it"
                                + " first: git fetch --depth=1 origin " + base));
        // What a run that was killed has left.
        git.tryRun("worktree", "prune");
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
            Optional<String> unlike = git.tryRun("rev-parse", "--show-toplevel")
                    .flatMap(top -> LargeFiles.difference(Path.of(top), worktree));
            if (unlike.isPresent()) {
                throw NoBaseException.notHad(unlike.get());
            }
            Moved moved = Moved.of(git, commit, prefix, name(head));
            Path folder = worktree.resolve(moved.prefix());
            if (!Files.isDirectory(folder)) {
                throw new NoBaseException(new MissingBase(
                        MissingBase.Kind.NOT_YET,
                        "its commit " + commit.substring(0, SHOWN_OF_COMMIT) + " has no folder " + prefix
                                + ": the app is new there, or was moved"));
            }
            Configured configured = configured(head, folder.resolve(moved.config()));
            return new BaseRevision(
                    configured.config(),
                    "base is " + base + ", commit " + commit.substring(0, SHOWN_OF_COMMIT) + moved.note(prefix)
                            + configured.note(),
                    Optional.of(new WorkingCopy(commit, moved.prefix())),
                    cleanUp);
        } catch (GitException e) {
            cleanUp.run();
            throw NoBaseException.notHad("its commit " + commit.substring(0, SHOWN_OF_COMMIT)
                    + " could not be checked out: " + e.inOneLine());
        } catch (NoBaseException | RuntimeException e) {
            cleanUp.run();
            throw e;
        }
    }

    private static Path name(Config head) {
        return Optional.ofNullable(head.file().getFileName()).orElseThrow();
    }

    /**
     * Where the app was at base: its configuration may have been moved since, with all that lies beside it.
     *
     * @param prefix the folder, empty or with a slash at its end
     */
    private record Moved(String prefix, Path config) {

        static Moved of(Git git, String commit, String prefix, Path config) {
            String here = prefix + config;
            if (git.tryRun("cat-file", "-e", commit + ":" + here).isPresent()
                    || prefix.isEmpty()
                    || git.tryRun("cat-file", "-e", commit + ":" + prefix).isPresent()) {
                return new Moved(prefix, config);
            }
            String[] renames = git.tryRun(
                            "diff",
                            "--no-ext-diff",
                            "--no-textconv",
                            "--name-status",
                            "-z",
                            "--find-renames",
                            "--diff-filter=R",
                            commit,
                            "HEAD",
                            "--",
                            ":/")
                    .orElse("")
                    .split("\0");
            // A status, the old name, the new one.
            for (int i = 0; i + 2 < renames.length; i += 3) {
                if (renames[i + 2].equals(here)) {
                    Path old = Path.of(renames[i + 1]);
                    Path folder = old.getParent();
                    return new Moved(
                            folder == null ? "" : folder + "/",
                            Optional.ofNullable(old.getFileName()).orElseThrow());
                }
            }
            return new Moved(prefix, config);
        }

        String note(String now) {
            return prefix.equals(now) ? "" : ", where the app was in the folder " + (prefix.isEmpty() ? "." : prefix);
        }
    }

    private record Configured(Config config, String note) {}

    private static Configured configured(Config head, Path own) throws NoBaseException {
        try {
            if (Files.isRegularFile(own)) {
                return new Configured(Config.load(own), "");
            }
            // Its paths are relative to where it lies.
            return new Configured(
                    Config.load(Files.copy(head.file(), own)),
                    ", built as " + own.getFileName() + " of head says: it has none");
        } catch (ConfigException e) {
            throw NoBaseException.notHad("its " + own.getFileName() + " is wrong: " + e.getMessage());
        } catch (IOException e) {
            throw NoBaseException.notHad("head's " + own.getFileName() + " can't be used for it: " + e.getMessage());
        }
    }

    /** The runner's folder for such things, which it empties by itself. */
    private static Path temporary() {
        Optional<Path> runners = Optional.ofNullable(System.getenv("RUNNER_TEMP"))
                .filter(dir -> !dir.isEmpty())
                .map(Path::of)
                .filter(dir -> Files.isDirectory(dir) && Files.isWritable(dir));
        try {
            return runners.isPresent()
                    ? Files.createTempDirectory(runners.get(), "coldstart-base")
                    : Files.createTempDirectory("coldstart-base");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cleanUp.run();
    }
}
