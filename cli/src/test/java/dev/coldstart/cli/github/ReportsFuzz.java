package dev.coldstart.cli.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.UserError;
import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A report out of a fork's run is refused, or is a comment that names no other pull request than GitHub does. */
public final class ReportsFuzz {

    private static final UntrustedReports.Expected EXPECTED =
            new UntrustedReports.Expected("acme/users", "c".repeat(40), List.of(7), Optional.of("1"));

    private ReportsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            scratch.file("report.json", input);
            try {
                List<UntrustedReports.Accepted> accepted =
                        UntrustedReports.of(UntrustedReports.files(scratch.dir()), EXPECTED);
                assertThat(EXPECTED.pullRequestOf(accepted)).isEqualTo(7);
                String markdown = new Comment(List.of(accepted.getFirst().part()), Links.NONE).markdown();
                assertThat(markdown).hasSizeLessThanOrEqualTo(Comment.LIMIT).doesNotContain("<script", "<img");
            } catch (UserError e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
