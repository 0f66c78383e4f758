package dev.coldstart.cli.github;

import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.MeasuredCommits.UnknownException;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.core.plan.MissingBase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/**
 * What a change is held against: of a pull request the commit where it left its branch; of a push the last commit before it
 * that was measured, where there is a history, else what the branch was before the push, else the parent; of a merge queue
 * what it merges with. It is in the clone afterwards, at depth 1 if it was not there
 * before.
 */
final class BaseCommit {

    /** Each may be a question to GitHub; what was measured before those was measured long ago. */
    private static final int MAX_MEASURED = 10;

    /** The commits that were measured before. */
    interface Measured {
        /**
         * The newest first; none where there is no history.
         *
         * @throws UnknownException when nobody can say now
         */
        List<String> commits() throws UnknownException;
    }

    /** What was found: a commit that is in the clone now, or why there is none. */
    sealed interface Found {
        record Commit(String name) implements Found {}

        record None(MissingBase why) implements Found {}

        /** There is none to be had, and none is missed. */
        static Found notYet(String reason) {
            return new None(new MissingBase(MissingBase.Kind.NOT_YET, reason));
        }

        /** There is one, and it can't be had. */
        static Found notHad(String reason) {
            return new None(new MissingBase(MissingBase.Kind.NOT_HAD, reason));
        }

        /** Nobody asks for one. */
        static Found notAsked(String reason) {
            return new None(new MissingBase(MissingBase.Kind.NOT_ASKED, reason));
        }
    }

    private final WorkflowRun run;
    private final Git git;
    private final CheckedOut head;
    private final Optional<GitHub> gitHub;
    private final Measured measured;
    private final PrintWriter log;
    private final CloneOfRun clone;

    BaseCommit(WorkflowRun run, Git git, CheckedOut head, Optional<GitHub> gitHub, Measured measured, PrintWriter log) {
        this.run = run;
        this.git = git;
        this.head = head;
        this.gitHub = gitHub;
        this.measured = measured;
        this.log = log;
        this.clone = new CloneOfRun(run, git, log);
    }

    /**
     * Looks for it.
     *
     * @param asked {@code auto}, {@code none}, or a commit, branch or tag
     * @throws UserError when there is no such commit, branch or tag
     */
    Found find(String asked) {
        return switch (asked) {
            case "none" -> Found.notAsked("");
            case "auto" -> automatic();
            default -> clone.named(asked);
        };
    }

    private Found automatic() {
        if (run.isPullRequest()) {
            return ofPullRequest();
        }
        return switch (run.eventName()) {
            case "push" -> ofPush();
            case "merge_group" ->
                run.mergeGroupBase()
                        .map(clone::fetched)
                        .orElse(Found.notHad("the event of the merge queue does not tell what it merges with"));
            default -> Found.notAsked("an event of the kind " + run.eventName() + " has nothing to be held against");
        };
    }

    private Found ofPullRequest() {
        // What the runner checks out by itself is the change merged into its branch: it left that branch right there.
        if (head.isMergeOf(run.head())) {
            return clone.fetched(head.parents().getFirst());
        }
        Optional<String> tip = run.baseTip();
        if (tip.isEmpty()) {
            return Found.notHad("the event does not tell the base");
        }
        // The event's commit may have been pushed over since; the branch is where it is now.
        Optional<String> here = commonWith(tip.get())
                .or(() -> run.baseBranch().flatMap(branch -> commonWith("refs/remotes/origin/" + branch)));
        if (here.isPresent()) {
            return clone.fetched(here.get());
        }
        if (clone.isWhole() && clone.isHere(tip.get())) {
            return Found.notHad("the change and the branch that it goes into have no commit in common");
        }
        try {
            return clone.fetched(leftAtByGitHub(tip.get(), head.commit()));
        } catch (NobodyTellsException e) {
            return Found.notHad(String.valueOf(e.getMessage()));
        }
    }

    /** The commit that head has in common with another, where the clone holds it. */
    private Optional<String> commonWith(String other) {
        return git.tryRun("merge-base", other, head.commit()).filter(WorkflowRun::isCommit);
    }

    /** Where a commit lies in the history can't be found out. */
    private static final class NobodyTellsException extends Exception {
        private static final long serialVersionUID = 1L;

        NobodyTellsException(String why) {
            super(why);
        }
    }

    private String leftAtByGitHub(String tip, String head) throws NobodyTellsException {
        if (gitHub.isEmpty()) {
            throw new NobodyTellsException("this clone does not hold the commit where the change left its branch, and"
                    + " there is no token to ask GitHub for it");
        }
        try {
            String told = gitHub.get()
                    .get("/compare/" + tip + "..." + head)
                    .path("merge_base_commit")
                    .path("sha")
                    .asString("");
            if (!WorkflowRun.isCommit(told)) {
                throw new NobodyTellsException("GitHub names no commit that the change and its branch have in common");
            }
            return told;
        } catch (GitHubException e) {
            throw new NobodyTellsException("GitHub does not tell where the change left its branch: " + e.getMessage());
        }
    }

    private Found ofPush() {
        if (head.parents().isEmpty()) {
            return Found.notYet("this is the first commit");
        }
        return lastMeasured(head.commit())
                .map(clone::fetched)
                .filter(found -> found instanceof Found.Commit)
                .or(() -> run.before().filter(this::isBeforeHead).map(clone::fetched))
                .orElseGet(() -> clone.fetched(head.parents().getFirst()));
    }

    /** Whether a push only added to what was there. */
    private boolean isBeforeHead(String before) {
        if (before.equals(head.commit())) {
            return false;
        }
        return clone.isWhole()
                ? git.tryRun("merge-base", "--is-ancestor", before, head.commit())
                        .isPresent()
                : !run.isForced();
    }

    /** Where it can't be found out the log says why. */
    private Optional<String> lastMeasured(String head) {
        List<String> candidates;
        try {
            candidates = measured.commits().stream()
                    .filter(commit -> WorkflowRun.isCommit(commit) && !commit.equals(head))
                    .limit(MAX_MEASURED)
                    .toList();
        } catch (UnknownException | UserError e) {
            log.println("Which commit was measured last is not known: " + e.getMessage());
            return Optional.empty();
        }
        boolean whole = clone.isWhole();
        for (String candidate : candidates) {
            try {
                boolean before = whole
                        ? git.tryRun("merge-base", "--is-ancestor", candidate, head)
                                .isPresent()
                        : leftAtByGitHub(candidate, head).equals(candidate);
                if (before) {
                    log.println("The last commit before this one that was measured: " + candidate);
                    return Optional.of(candidate);
                }
            } catch (NobodyTellsException e) {
                // Of another one it may be known.
                log.println(candidate + " was measured, and whether it comes before this one is not known: "
                        + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
