package dev.coldstart.core.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.comment.Comment;
import dev.coldstart.core.comment.Links;
import dev.coldstart.core.render.comment.CommentParts;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code samples.jsonl} from anybody is refused as a {@link SampleFormatException}, or makes a report in every format. */
public final class SamplesFuzz {

    private SamplesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        SampleReader.Result read;
        try {
            read = SampleReader.read(new BufferedReader(new StringReader(new String(input, StandardCharsets.UTF_8))));
        } catch (SampleFormatException e) {
            return;
        }
        Report report = ReportBuilder.build(read.samples(), read.remarks());
        assertThat(JsonReport.read(JsonReport.render(report))).isEqualTo(report);
        assertThat(MarkdownReport.render(report)).doesNotContain("<script", "<img");
        assertThat(HtmlReport.render(report, read.samples())).doesNotContain("<img");
        assertThat(TerminalReport.render(report, Style.PLAIN).chars())
                .noneMatch(c -> c != '\n' && Character.isISOControl(c));
        Comment comment = new Comment(List.of(CommentParts.of(report)), Links.NONE);
        assertThat(comment.markdown()).hasSizeLessThanOrEqualTo(Comment.LIMIT);
    }
}
