package dev.coldstart.core.render;

import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.html.HtmlSections;
import dev.coldstart.core.render.html.Markup;
import dev.coldstart.core.render.markdown.MarkdownText;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalText;
import dev.coldstart.core.text.Escape;
import java.util.List;

/**
 * Something to read that is no report of one comparison: one headline, what it rests on, and parts. Its texts are not
 * trusted; each rendering escapes them.
 *
 * @param title what it is about, in a word or two
 * @param headline the answer, in one sentence
 * @param reasons what the answer rests on, a sentence each
 */
public record Page(String title, String headline, List<String> reasons, List<Section> parts) {

    public Page {
        reasons = List.copyOf(reasons);
        parts = List.copyOf(parts);
    }

    /** For a terminal of 80 columns; ends with a newline. */
    public String terminal(Style style) {
        TerminalText text = new TerminalText(style);
        text.strong(headline);
        reasons.forEach(text::bullet);
        parts.forEach(text::section);
        return text.text();
    }

    /** In GitHub's Markdown; ends with a newline. */
    public String markdown() {
        MarkdownText text = new MarkdownText();
        text.paragraph("**" + Escape.markdown(headline) + "**");
        text.bullets(reasons);
        parts.forEach(text::section);
        return text.text();
    }

    /** As a page that needs nothing else. It has no script, and allows none. */
    public String html() {
        return Markup.of(
                        """
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                        img-src data:; base-uri 'none'; form-action 'none'">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>{}</title>
                        <link rel="icon" href="data:,">
                        <style>
                        {}</style>
                        </head>
                        <body>
                        <main>
                        <header>
                        <p class="kicker"><b>{}</b></p>
                        <h1 class="verdict">{}</h1>
                        {}</header>
                        {}
                        </main>
                        </body>
                        </html>
                        """,
                        title,
                        new Markup(HtmlReport.STYLE),
                        title,
                        headline,
                        Markup.list(reasons),
                        parts.stream().map(HtmlSections::section).toList())
                .html();
    }
}
