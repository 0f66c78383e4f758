package dev.coldstart.core.render.html;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.text.Escape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The report as one page that needs nothing else: style, pictures' code and samples are inside. Without JavaScript the verdict
 * and every table are there. The page's own policy lets no other script run than ours and fetches nothing.
 */
public final class HtmlReport {

    public static final String STYLE = resource("report.css");

    /** The libraries with their licences, as these ask for, then what draws with them. */
    private static final String SCRIPT = "\n/*\nd3 7.9.2\n" + resource("vendor/d3.LICENSE") + "*/\n"
            + resource("vendor/d3.min.js") + "\n/*\nObservable Plot 0.6.17\n" + resource("vendor/plot.LICENSE") + "*/\n"
            + resource("vendor/plot.umd.min.js") + "\n" + resource("report.js");

    private static final String SCRIPT_HASH = "sha256-" + sha256(SCRIPT);

    private HtmlReport() {}

    /** The page, complete. */
    public static String render(Report report, SampleSet samples) {
        View view = new View(report);
        ChartData data = ChartData.of(view, samples);
        HtmlSections sections = new HtmlSections(view);
        return Markup.of(
                        """
                        <!doctype html>
                        <html lang="en" class="no-js">
                        <head>
                        <meta charset="utf-8">
                        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                        script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>{}: cold start</title>
                        <link rel="icon" href="data:,">
                        <style>
                        {}</style>
                        </head>
                        <body>
                        <main>
                        {}
                        {}
                        {}
                        </main>
                        <script type="application/json" id="data">{}</script>
                        <script>{}</script>
                        </body>
                        </html>
                        """,
                        SCRIPT_HASH,
                        report.app(),
                        new Markup(STYLE),
                        sections.opening(),
                        middle(view, sections, new HtmlFigures(view, data, samples)),
                        sections.closing(),
                        new Markup(Escape.jsonInScript(Json.line().writeValueAsString(data))),
                        new Markup(SCRIPT))
                .html();
    }

    /** Pictures and figures come first, except where a failure is the verdict's whole reason. */
    private static Markup middle(View view, HtmlSections sections, HtmlFigures figures) {
        List<Markup> numbers = List.of(sections.common(), figures.all(), sections.figures());
        return view.report().verdict().answer() == Verdict.Answer.BLOCKED
                ? Markup.of("{}{}", sections.problems(), numbers)
                : Markup.of("{}{}", numbers, sections.problems());
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
