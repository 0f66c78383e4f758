package dev.coldstart.core.render.markdown;

import dev.coldstart.core.presentation.Facts;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.text.Escape;
import java.util.List;

/** What was run and how, and the notes, folded, in GitHub's Markdown. */
public final class MarkdownMethod {

    private MarkdownMethod() {}

    public static void of(View view, MarkdownText out) {
        out.fold("What was run, and how to compute it again", () -> {
            Facts.of(view.report()).forEach(fact -> out.item(fact.name() + ": " + Escape.markdown(fact.text())));
            out.blank();
            List<String> notes = Sentences.notes(view);
            if (!notes.isEmpty()) {
                out.paragraph("Notes:");
                out.bullets(notes);
            }
            out.paragraph(Facts.method(view.report()));
            out.paragraph("The same report from the raw samples, on any machine:");
            out.paragraph("```sh\ncoldstart report samples.jsonl\n```");
        });
    }
}
