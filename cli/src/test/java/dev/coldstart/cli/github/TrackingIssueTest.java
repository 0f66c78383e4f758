package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** One issue per app, over the quarters. */
class TrackingIssueTest {

    private final FakeGitHub gitHub = FakeGitHub.with(Job.REPOSITORY);
    private final FakeRepository repository = gitHub.repository();

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        gitHub.close();
    }

    private Job quarter(String answer, String page) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("readiness"));
        Files.writeString(folder.resolve("readiness.json"), "{\"app\":\"users-api\",\"answer\":\"" + answer + "\"}");
        Files.writeString(folder.resolve("readiness.md"), page);
        Job job = Job.ofEvent(
                        dir, gitHub, gitHub.workflowToken("issues:write"), "schedule", "{\"schedule\":\"0 0 1 1 *\"}")
                .with("INPUT_READINESS", folder.toString());
        assertThat(job.run("tracking-issue")).as(job.printed()).isZero();
        return job;
    }

    private ObjectNode only() {
        assertThat(repository.issues()).hasSize(1);
        return repository.issues().getFirst();
    }

    @Test
    void itIsOpenedEditedClosedAndOpenedAgain() throws IOException {
        Job first = quarter("not-yet", "**Not yet.** Newtonsoft.Json stands in the way.");
        assertThat(only().required("title").asString()).isEqualTo("Native AOT readiness: users-api");
        assertThat(only().required("state").asString()).isEqualTo("open");
        assertThat(first.outputs().get("issue-url")).startsWith("https://");

        quarter("ready", "**Ready.**");
        assertThat(only().required("state").asString()).isEqualTo("closed");
        assertThat(only().required("body").asString()).startsWith("**Ready.**").doesNotContain("Newtonsoft");

        quarter("not-yet", "**Not yet again.**");
        assertThat(only().required("state").asString()).isEqualTo("open");
        assertThat(only().required("body").asString()).startsWith("**Not yet again.**");
    }

    @Test
    void anIssueOfSomebodyElseWithTheSameWordsIsLeftAlone() throws IOException {
        repository.files("ann", "User", "Native AOT readiness: users-api", Comment.marker("users-api"));
        quarter("not-yet", "**Not yet.**");
        assertThat(repository.issues()).hasSize(2);
    }

    @Test
    void whatIsReadyAtOnceIsClosedAtOnce() throws IOException {
        quarter("ready", "**Ready.**");
        assertThat(only().required("state").asString()).isEqualTo("closed");
    }

    @Test
    void whereTheTokenMayNotTheLogSaysSo() throws IOException {
        quarter("not-yet", "x");
        Job job = Job.ofEvent(dir, gitHub, gitHub.workflowToken("contents:read"), "schedule", "{}")
                .with("INPUT_READINESS", dir.resolve("readiness").toString());
        assertThat(job.run("tracking-issue")).isZero();
        assertThat(job.printed()).contains("The issue could not be written: the token may not do that");
    }
}
