package dev.coldstart.cli.github;

import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** New build warnings as the runner's commands, which GitHub shows on the lines of the change. */
final class Annotations {

    /** GitHub shows so many of a step's. */
    private static final int MAX_ANNOTATIONS = 10;

    private static final int LONGEST = 500;
    private static final Pattern PLACED =
            Pattern.compile("(?<file>[^()\\r\\n]+)\\((?<line>\\d{1,7})(?:,(?<column>\\d{1,7}))?\\)");

    private Annotations() {}

    /**
     * Prints them.
     *
     * @param prefix from the repository's folder to the one that warnings' places are relative to
     */
    static void print(Report report, Path prefix, PrintWriter out) {
        Set<String> heads = report.variants().stream()
                .filter(v -> v.revision().equals(Variant.HEAD))
                .map(v -> v.name())
                .collect(Collectors.toSet());
        Set<BuildWarning> fresh = report.warnings().stream()
                .filter(w -> heads.contains(w.variant()))
                .flatMap(w -> w.newOnes().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> commands = fresh.stream()
                .map(w -> command(w, prefix))
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        commands.stream().limit(MAX_ANNOTATIONS).forEach(out::println);
        if (commands.size() > MAX_ANNOTATIONS) {
            out.println("::notice title=coldstart::" + (commands.size() - MAX_ANNOTATIONS)
                    + " more new build warnings stand in the report");
        }
    }

    private static String command(BuildWarning warning, Path prefix) {
        Matcher placed = PLACED.matcher(warning.place());
        if (!placed.matches()) {
            return "";
        }
        Path file = prefix.resolve(placed.group("file")).normalize();
        if (file.isAbsolute() || file.startsWith("..")) {
            return "";
        }
        String column = placed.group("column") == null ? "" : ",col=" + placed.group("column");
        return "::warning file=" + property(file.toString()) + ",line=" + placed.group("line") + column + ",title="
                + property(warning.code()) + "::" + data(warning.message());
    }

    /** As the runner's own toolkit escapes it. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** A command's text: what would end it, or begin another, is encoded. */
    static String data(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("\u001b", "");
    }
}
