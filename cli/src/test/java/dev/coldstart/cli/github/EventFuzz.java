package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.UserError;
import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.util.Map;

/** An event is read or refused; a commit of it is one, and an address of it is on the server. */
public final class EventFuzz {

    private EventFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            WorkflowRun run;
            try {
                run = WorkflowRun.of(Map.of(
                        "GITHUB_EVENT_PATH", scratch.file("event.json", input).toString(),
                        "GITHUB_EVENT_NAME", "pull_request",
                        "GITHUB_REPOSITORY", "acme/users",
                        "GITHUB_RUN_ID", "12"));
            } catch (UserError e) {
                return;
            }
            assertThat(run.head().orElse("c".repeat(40))).matches("[0-9a-f]{40,64}");
            assertThat(run.baseTip().orElse("c".repeat(40))).matches("[0-9a-f]{40,64}");
            assertThat(run.before().orElse("c".repeat(40))).matches("[0-9a-f]{40,64}");
            assertThat(run.mergeGroupBase().orElse("c".repeat(40))).matches("[0-9a-f]{40,64}");
            assertThat(run.links().report().orElseThrow())
                    .matches("https://github.com/acme/users/actions/runs/-?[0-9]+");
            assertThat(run.pullRequest().isPresent()).isEqualTo(run.isPullRequest());
            assertThat(run.isFork() && !run.isPullRequest()).isFalse();
            assertThat(run.baseBranch().orElse("main")).isNotEmpty();
            assertThat(run.isForced()).isIn(true, false);
        }
    }
}
