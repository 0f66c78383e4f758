package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.revision.Git;
import dev.coldstart.cli.revision.Git.GitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The commit that lies in the working folder, held against the event: a figure is signed with the event's commit, so that it
 * has to be of that.
 *
 * @param commit HEAD
 * @param parents as the commit itself names them; a clone of depth 1 does not know them otherwise
 * @param prefix where the working folder is in the repository; empty or with a slash at its end
 * @param changed files that are not as committed, where such are to be measured
 */
record CheckedOut(String commit, List<String> parents, String prefix, List<String> changed) {

    /** The mode of a file that stands for a commit of another repository. */
    private static final String SUBMODULE = "160000 ";

    private static final int SHOWN = 5;
    private static final int SHORT = 12;

    /**
     * Looks.
     *
     * @throws UserError when git does not tell, or what it tells is not what the event is about
     */
    static CheckedOut of(WorkflowRun run, Git git) {
        String commit = asked(git, "rev-parse", "--verify", "HEAD^{commit}");
        String prefix = asked(git, "rev-parse", "--show-prefix");
        CheckedOut found = new CheckedOut(commit, parents(git, commit), prefix, List.of());
        if (!found.isOf(run)) {
            throw Inputs.wrong(found.isAnother(run));
        }
        List<String> changed = changed(git);
        if (!changed.isEmpty() && Inputs.localChanges(run) == Inputs.LocalChanges.REFUSED) {
            throw Inputs.wrong("what is checked out is not as " + shown(commit) + " has it: " + some(changed)
                    + ". Figures would be signed with a commit that they are not of. Let the steps before this one"
                    + " leave the files as they were, or say local-changes: measure");
        }
        return new CheckedOut(commit, found.parents(), prefix, changed);
    }

    /** Whether it is the change merged into its branch, as the runner checks it out of itself. */
    boolean isMergeOf(Optional<String> head) {
        return parents.size() == 2 && head.filter(parents.get(1)::equals).isPresent();
    }

    private boolean isOf(WorkflowRun run) {
        if (run.isPullRequest()) {
            Optional<String> head = run.head();
            return head.filter(commit::equals).isPresent() || isMergeOf(head);
        }
        return switch (run.eventName()) {
            case "push", "merge_group" -> run.sha().filter(commit::equals).isPresent();
            // Such an event is about no commit: what is checked out is what the workflow wants.
            default -> true;
        };
    }

    private String isAnother(WorkflowRun run) {
        String named = run.isPullRequest()
                ? run.head().map(CheckedOut::shown).orElse("no commit") + ", the last commit of pull request #"
                        + run.pullRequest().orElseThrow()
                : run.sha().map(CheckedOut::shown).orElse("no commit");
        String why = run.eventName().equals("pull_request_target")
                ? " pull_request_target checks out the branch that the change goes into, not the change; measure pull"
                        + " requests with pull_request, as examples/workflows/fork-measure.yml does"
                : parents.size() == 2 && run.isPullRequest()
                        ? " It is a merge of " + shown(parents.get(1)) + ": start the run again, or push again, so that"
                                + " GitHub makes a new one"
                        : " Check out what the event is about: actions/checkout does without any ref";
        return shown(commit) + " is checked out, and the event names " + named
                + ". Nothing is measured, as its figures would be signed with another commit." + why;
    }

    private static String asked(Git git, String... words) {
        try {
            return git.run(words);
        } catch (GitException e) {
            throw Inputs.wrong("git does not tell which commit is checked out: "
                    + String.valueOf(e.getMessage()).strip()
                    + (String.valueOf(e.getMessage()).contains("not a git repository")
                            ? "\nCheck the repository out with actions/checkout, and have git on the PATH before that"
                            : ""));
        } catch (UserError e) {
            throw new UserError(
                    ExitCode.USAGE,
                    "git can't be run, and which commit is checked out is not known without it: install git before"
                            + " actions/checkout");
        }
    }

    private static List<String> parents(Git git, String commit) {
        return git.tryRun("cat-file", "commit", commit).stream()
                .flatMap(String::lines)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("parent "))
                .map(line -> line.substring("parent ".length()))
                .toList();
    }

    /**
     * Files that git follows and that have another content: neither new ones, nor those that were only made executable. Those of
     * submodules are asked for one by one, as a submodule has a configuration of its own.
     */
    private static List<String> changed(Git git) {
        String status = asked(
                git,
                "-c",
                "core.fileMode=false",
                "-c",
                "core.quotePath=false",
                "status",
                "--porcelain",
                "--untracked-files=no",
                "--ignore-submodules=dirty",
                "--",
                ":/");
        // Git strips the first line's first blank.
        List<String> changed = new ArrayList<>(status.lines()
                .map(line -> line.strip().replaceFirst("^\\S{1,2} +", ""))
                .toList());
        Path top = Path.of(asked(git, "rev-parse", "--show-toplevel"));
        for (String link : asked(git, "ls-files", "-z", "--stage", "--full-name", "--", ":/")
                .split("\0")) {
            String path = link.substring(link.indexOf('\t') + 1);
            if (link.startsWith(SUBMODULE) && Files.exists(top.resolve(path).resolve(".git"))) {
                changed(new Git(top.resolve(path))).forEach(file -> changed.add(path + "/" + file));
            }
        }
        return changed;
    }

    /** A few of them. */
    static String some(List<String> files) {
        String first = files.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return files.size() > SHOWN ? first + " and " + (files.size() - SHOWN) + " more" : first;
    }

    static String shown(String commit) {
        return commit.substring(0, Math.min(SHORT, commit.length()));
    }
}
