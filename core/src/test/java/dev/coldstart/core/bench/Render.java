package dev.coldstart.core.bench;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.render.html.HtmlReport;
import dev.coldstart.core.render.json.JsonReport;
import dev.coldstart.core.render.markdown.MarkdownReport;
import dev.coldstart.core.render.terminal.Style;
import dev.coldstart.core.render.terminal.TerminalReport;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.verdict.ReportBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A large report, format by format, the first time and warm. Called by {@code bench/render}. */
public final class Render {

    private static final int ROUNDS = 5;

    private Render() {}

    public static void main(String[] args) throws IOException {
        int variants = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int blocks = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        SampleSet samples = samples(variants, blocks);
        System.out.printf(Locale.ROOT, "%d variants x %d blocks, ms%n%n", variants, blocks);
        System.out.printf(
                Locale.ROOT, "%8s %8s %8s %8s %8s %8s%n", "build", "terminal", "markdown", "json", "html", "all");
        for (int round = 1; round <= ROUNDS; round++) {
            long began = System.nanoTime();
            Report report = ReportBuilder.build(samples, List.of());
            double build = millis(began);
            double terminal = timed(() -> TerminalReport.render(report, Style.PLAIN));
            double markdown = timed(() -> MarkdownReport.render(report));
            double json = timed(() -> JsonReport.render(report));
            double html = timed(() -> HtmlReport.render(report, samples));
            System.out.printf(
                    Locale.ROOT,
                    "%8.0f %8.0f %8.0f %8.0f %8.0f %8.0f%s%n",
                    build,
                    terminal,
                    markdown,
                    json,
                    html,
                    millis(began),
                    round == 1 ? "  (cold)" : "");
        }
        Report report = ReportBuilder.build(samples, List.of());
        System.out.printf(
                Locale.ROOT,
                "%ncharacters: terminal %,d, Markdown %,d (a comment holds 65,536), JSON %,d, HTML %,d%n",
                TerminalReport.render(report, Style.PLAIN).length(),
                MarkdownReport.render(report).length(),
                JsonReport.render(report).length(),
                HtmlReport.render(report, samples).length());
        if (args.length > 2) {
            Path folder = Files.createDirectories(Path.of(args[2]));
            Files.writeString(folder.resolve("report.txt"), TerminalReport.render(report, Style.PLAIN));
            Files.writeString(folder.resolve("report.md"), MarkdownReport.render(report));
            Files.writeString(folder.resolve("report.html"), HtmlReport.render(report, samples));
        }
    }

    private static SampleSet samples(int variants, int blocks) {
        Comparisons made = new Comparisons(11);
        made.variant("jit@head", 105_700_000, blocks, made.around(200));
        for (int i = 1; i < variants; i++) {
            made.variant("aot-" + i + "@head", 9_900_000 + 10_000L * i, blocks, made.around(19 + i));
        }
        return made.samples();
    }

    private static double timed(Supplier<String> work) {
        long began = System.nanoTime();
        if (work.get().isEmpty()) {
            throw new IllegalStateException("nothing was rendered");
        }
        return millis(began);
    }

    private static double millis(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
