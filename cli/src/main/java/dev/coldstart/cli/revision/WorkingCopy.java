package dev.coldstart.cli.revision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commit that the files of a folder are of.
 *
 * @param commit whole
 * @param prefix where the folder is in the repository; empty or with a slash at its end
 */
public record WorkingCopy(String commit, String prefix) {

    /**
     * Looks for it; empty where the folder is in no repository, or anything in that is not as it was committed.
     *
     * @param out what is in there may differ
     */
    public static Optional<WorkingCopy> of(Path dir, Path out) {
        if (!Files.isDirectory(dir)) {
            return Optional.empty();
        }
        Git git = new Git(dir);
        Optional<String> top = git.tryRun("rev-parse", "--show-toplevel");
        Optional<String> commit = git.tryRun("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        Optional<String> prefix = git.tryRun("rev-parse", "--show-prefix");
        if (top.isEmpty() || commit.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of("status", "--porcelain", "--", ":/"));
        Path root = Path.of(top.get());
        Path apart = out.toAbsolutePath().normalize();
        if (apart.startsWith(root) && !apart.equals(root)) {
            words.add(":(top,exclude,literal)" + root.relativize(apart));
        }
        return git.tryRun(words.toArray(String[]::new))
                .filter(String::isEmpty)
                .map(clean -> new WorkingCopy(commit.get(), prefix.get()));
    }
}
