package dev.coldstart.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a JVM refused an AOT cache or made none, in its own words. It says so on its standard output, as any app might say
 * anything there: the text is not trusted.
 */
public final class CacheRefusal {

    private static final Pattern LOGGED = Pattern.compile(
            "^\\[[0-9.,]+s\\]\\[(?<level>error|warning) *\\]\\[(?:aot|cds)[^\\]]{0,60}\\] +(?<text>.{1,400})$");
    private static final Pattern CONTINUED = Pattern.compile("^\\[ +\\] +(?<text>.{1,400})$");

    /** What it says of every refusal, and of classes that it leaves out. */
    private static final Pattern COMMON = Pattern.compile("An error has occurred while processing the .*"
            + "|Unable to (map shared spaces|use (AOT cache|shared archive)).*"
            + "|Loading static archive failed.*|Disabling optimized module handling|Skipping .*|Preload Warning: .*");

    private static final Pattern REFUSED =
            Pattern.compile("Unable to use AOT cache|^\\[[0-9.,]+s\\]\\[error *\\]\\[(?:aot|cds)");

    private static final int MAX_REASONS = 2;

    private CacheRefusal() {}

    /** Whether a JVM that ended says of itself that it would not go on without its cache. */
    public static boolean isIn(List<String> log) {
        return log.stream().anyMatch(line -> REFUSED.matcher(line).find());
    }

    /** Its reasons, the telling ones; empty where it gave none. */
    public static Optional<String> reason(List<String> log) {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> latest = warnings;
        for (String line : log) {
            Matcher logged = LOGGED.matcher(line);
            Matcher continued = CONTINUED.matcher(line);
            String text = "";
            if (logged.find()) {
                latest = logged.group("level").equals("error") ? errors : warnings;
                text = logged.group("text").strip();
            } else if (continued.find()) {
                text = continued.group("text").strip();
            }
            if (!text.isEmpty() && !COMMON.matcher(text).matches() && !latest.contains(text)) {
                latest.add(text);
            }
        }
        List<String> reasons = errors.isEmpty() ? warnings : errors;
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", reasons.subList(0, Math.min(MAX_REASONS, reasons.size())))
                        .replaceFirst("\\.$", ""));
    }
}
