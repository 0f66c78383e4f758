package dev.coldstart.cli.github;

import dev.coldstart.cli.github.BaseCommit.Found;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.cli.revision.Git.GitException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The clone that a job works in, which may be shallow: what it lacks is fetched at depth 1. */
final class CloneOfRun {

    private final WorkflowRun run;
    private final Git git;
    private final PrintWriter log;

    CloneOfRun(WorkflowRun run, Git git, PrintWriter log) {
        this.run = run;
        this.git = git;
        this.log = log;
    }

    /** What the remote has under a name today, and only then what the clone knows: a clone may be old. */
    Found named(String ref) {
        if (WorkflowRun.isCommit(ref)) {
            return fetched(ref);
        }
        Optional<String> refused = fetch(ref);
        Optional<String> here = refused.isEmpty() ? git.commit("FETCH_HEAD") : Optional.empty();
        if (here.isPresent()) {
            return new Found.Commit(here.get());
        }
        if (refused.isPresent() && !isUnknownThere(refused.get())) {
            return Found.notHad(couldNotBeFetched(refused.get()));
        }
        // Such as HEAD~1, or a short name of a commit; not what the remote had once.
        return git.commit(ref)
                .filter(commit -> !isOfTheRemote(ref))
                .map(this::fetched)
                .orElseThrow(() -> Inputs.wrong(
                        "base: " + ref + " is no branch and no tag of the repository, and no commit of this clone"));
    }

    private boolean isOfTheRemote(String ref) {
        return git.tryRun("rev-parse", "--symbolic-full-name", ref)
                .filter(name -> name.contains("refs/remotes/"))
                .isPresent();
    }

    /** Git tells it in words alone; those that are no name of a ref are refused before the remote is asked. */
    private static boolean isUnknownThere(String said) {
        String words = said.toLowerCase(Locale.ROOT);
        return words.contains("find remote ref") || words.contains("invalid refspec");
    }

    /** Whether it holds the whole history. */
    boolean isWhole() {
        return git.tryRun("rev-parse", "--is-shallow-repository")
                .filter("false"::equals)
                .isPresent();
    }

    /** A commit that is in the clone afterwards, or why it is not. */
    Found fetched(String commit) {
        if (isHere(commit)) {
            return new Found.Commit(commit);
        }
        return fetch(commit)
                .map(said -> Found.notHad(couldNotBeFetched(said)))
                .orElseGet(() -> new Found.Commit(commit));
    }

    boolean isHere(String commit) {
        return git.tryRun("cat-file", "-e", commit + "^{tree}").isPresent();
    }

    private static String couldNotBeFetched(String said) {
        return "its commit could not be fetched: " + said.replaceFirst("[.\\s]+$", "")
                + ". Check out with fetch-depth: 0, or let actions/checkout keep its credentials";
    }

    /** Git's words where it could not; empty when it could. */
    private Optional<String> fetch(String what) {
        log.println("Fetching " + what + " at depth 1");
        // A clone that is whole would be cut off there.
        List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags"));
        if (!isWhole()) {
            words.add("--depth=1");
        }
        words.addAll(List.of("origin", "--", what));
        try {
            withCredentials().run(words.toArray(String[]::new));
            return Optional.empty();
        } catch (GitException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("git does not say why"));
        }
    }

    /** A checkout may have kept its own. */
    private Git withCredentials() {
        String header = "http." + run.server() + "/.extraheader";
        boolean kept = git.tryRun("config", "--get", header).isPresent();
        if (kept || run.token().isEmpty()) {
            return git;
        }
        String basic = Base64.getEncoder()
                .encodeToString(("x-access-token:" + run.token().get()).getBytes(StandardCharsets.UTF_8));
        return git.configured(header, "AUTHORIZATION: basic " + basic);
    }
}
