package dev.coldstart.cli.github;

import dev.coldstart.cli.UserError;
import dev.coldstart.cli.client.MeasuredCommits.UnknownException;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.cli.revision.Git.GitException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change is held against: of a pull request the commit where it left its branch; of a push the last commit before it
 * that was measured, where there is a history, else the parent. It is in the clone afterwards, at depth 1 if it was not there
 * before.
 */
final class BaseCommit {

    private static final String NEVER = "0".repeat(40);

    /** Each may be a question to GitHub; what was measured before those was measured long ago. */
    private static final int MOST_MEASURED = 10;

    /** The commits that were measured before. */
    interface Measured {
        /**
         * The newest first; none where there is no history.
         *
         * @throws UnknownException when nobody can say now
         */
        List<String> commits() throws UnknownException;
    }

    /**
     * What was found.
     *
     * @param commit empty where there is none
     * @param reason why there is none
     */
    record Found(Optional<String> commit, String reason) {
        static Found none(String reason) {
            return new Found(Optional.empty(), reason);
        }
    }

    private final WorkflowRun run;
    private final Git git;
    private final Optional<GitHub> gitHub;
    private final Measured measured;
    private final PrintWriter log;

    BaseCommit(WorkflowRun run, Git git, Optional<GitHub> gitHub, Measured measured, PrintWriter log) {
        this.run = run;
        this.git = git;
        this.gitHub = gitHub;
        this.measured = measured;
        this.log = log;
    }

    /** @param asked {@code auto}, {@code none}, or a commit, branch or tag */
    Found find(String asked) {
        return switch (asked) {
            case "none" -> Found.none("");
            case "auto" -> automatic();
            default -> named(asked);
        };
    }

    private Found automatic() {
        if (run.isPullRequest()) {
            return ofPullRequest();
        }
        return run.eventName().equals("push")
                ? ofPush()
                : Found.none("an event of the kind " + run.eventName() + " has nothing to be held against");
    }

    private Found ofPullRequest() {
        String tip = run.baseTip().orElse("");
        Optional<String> checkedOut = git.tryRun("rev-parse", "--verify", "HEAD^{commit}");
        if (tip.isEmpty() || checkedOut.isEmpty()) {
            return Found.none("the event does not tell the base, or nothing is checked out");
        }
        // What the runner checks out by itself is the change merged into its branch: it left that branch right there.
        List<String> parents = parents(checkedOut.get());
        if (parents.size() == 2 && parents.get(1).equals(run.head().orElse(""))) {
            return fetched(parents.getFirst());
        }
        try {
            return fetched(leftAt(tip, checkedOut.get()));
        } catch (NobodyTellsException e) {
            return Found.none(String.valueOf(e.getMessage()));
        }
    }

    /** Where a commit lies in the history can't be found out. */
    private static final class NobodyTellsException extends Exception {
        private static final long serialVersionUID = 1L;

        NobodyTellsException(String why) {
            super(why);
        }
    }

    /** The commit that two have in common: of a whole clone by git, else by GitHub's word. */
    private String leftAt(String tip, String head) throws NobodyTellsException {
        Optional<String> mergeBase = isWhole() ? git.tryRun("merge-base", tip, head) : Optional.empty();
        return mergeBase.isPresent() ? mergeBase.get() : leftAtByGitHub(tip, head);
    }

    private boolean isWhole() {
        return git.tryRun("rev-parse", "--is-shallow-repository")
                .filter("false"::equals)
                .isPresent();
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

    /** A clone of depth 1 does not know its commit's parents; the commit itself names them. */
    private List<String> parents(String commit) {
        return git.tryRun("cat-file", "commit", commit).stream()
                .flatMap(String::lines)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("parent "))
                .map(line -> line.substring("parent ".length()))
                .toList();
    }

    private Found ofPush() {
        Optional<String> head = git.tryRun("rev-parse", "--verify", "HEAD^{commit}");
        List<String> parents = head.map(this::parents).orElse(List.of());
        if (head.isEmpty() || parents.isEmpty() || parents.getFirst().equals(NEVER)) {
            return Found.none("this is the first commit");
        }
        return lastMeasured(head.get())
                .map(this::fetched)
                .filter(found -> found.commit().isPresent())
                .orElseGet(() -> fetched(parents.getFirst()));
    }

    /** Where it can't be found out the log says why. */
    private Optional<String> lastMeasured(String head) {
        List<String> candidates;
        try {
            candidates = measured.commits().stream()
                    .filter(commit -> WorkflowRun.isCommit(commit) && !commit.equals(head))
                    .limit(MOST_MEASURED)
                    .toList();
        } catch (UnknownException | UserError e) {
            log.println("Which commit was measured last is not known: " + e.getMessage());
            return Optional.empty();
        }
        boolean whole = isWhole();
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

    private Found named(String ref) {
        Optional<String> here = resolved(ref).or(() -> resolved("origin/" + ref));
        if (here.isPresent()) {
            return new Found(here, "");
        }
        return fetch(ref)
                .map(Found::none)
                .orElseGet(() -> resolved("FETCH_HEAD")
                        .map(commit -> new Found(Optional.of(commit), ""))
                        .orElse(Found.none(ref + " could not be fetched")));
    }

    private Optional<String> resolved(String ref) {
        return git.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    }

    private Found fetched(String commit) {
        if (git.tryRun("cat-file", "-e", commit + "^{tree}").isPresent()) {
            return new Found(Optional.of(commit), "");
        }
        return fetch(commit).map(Found::none).orElse(new Found(Optional.of(commit), ""));
    }

    /** Why it could not be fetched; empty when it was. */
    private Optional<String> fetch(String what) {
        log.println("Fetching " + what + " at depth 1");
        try {
            git.with(credentials()).run("fetch", "--quiet", "--no-tags", "--depth=1", "origin", "--", what);
            return Optional.empty();
        } catch (GitException e) {
            return Optional.of("its commit could not be fetched: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("git does not say why"));
        }
    }

    /** In the environment, where no list of processes shows them; a checkout may have kept its own. */
    private Map<String, String> credentials() {
        String header = "http." + run.server() + "/.extraheader";
        boolean kept = git.tryRun("config", "--get", header).isPresent();
        if (kept || run.token().isEmpty()) {
            return Map.of();
        }
        String basic = Base64.getEncoder()
                .encodeToString(("x-access-token:" + run.token().get()).getBytes(StandardCharsets.UTF_8));
        Map<String, String> env = new LinkedHashMap<>();
        // After those that the job has set itself.
        int count = run.value("GIT_CONFIG_COUNT")
                .filter(n -> n.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(0);
        env.put("GIT_CONFIG_COUNT", Integer.toString(count + 1));
        env.put("GIT_CONFIG_KEY_" + count, header);
        env.put("GIT_CONFIG_VALUE_" + count, "AUTHORIZATION: basic " + basic);
        return env;
    }
}
