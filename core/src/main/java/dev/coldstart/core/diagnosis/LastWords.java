package dev.coldstart.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a program ended, in its own words: the cause of an exception, else the last thing that it said. */
public final class LastWords {

    private static final int MAX_LENGTH = 300;

    /** What a JVM says of itself and of its AOT cache, on the same streams as the app. */
    private static final Pattern OF_JVM = Pattern.compile("^(?:\\[[0-9.,]+s\\]\\[\\w+ *\\]\\[(?:aot|cds)"
            + "|\\[ +\\] |Picked up (?:JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS)|Picked up _JAVA_OPTIONS"
            + "|NOTE: Picked up |Temporary AOTConfiguration |Launching child process .* to assemble AOT cache"
            + "|Reading AOTConfiguration |AOTCache creation is |Removed temporary AOT configuration file"
            + "|AOTConfiguration recorded|(?:OpenJDK|Java HotSpot).{1,60} warning: ).*");

    private static final Pattern FRAME = Pattern.compile("^\\s+(?:at |\\.\\.\\. [0-9]+ |Suppressed: )");
    /** Spring Boot tells what it could analyse without a trace: what is wrong, and then what to do. */
    private static final String ANALYSED = "APPLICATION FAILED TO START";

    private static final String DESCRIPTION = "Description:";
    private static final Pattern CAUSE = Pattern.compile("^\\s*Caused by: (?<what>\\S.*)");
    private static final Pattern THROWN = Pattern.compile("^Exception in thread \"[^\"]*\" (?<what>\\S.*)");

    private LastWords() {}

    /** Whether a line is a JVM's own, and tells nothing of the app in it. */
    public static boolean isJvmsOwn(String line) {
        return OF_JVM.matcher(line).find();
    }

    /** Of what a program printed; empty where that is nothing. */
    public static Optional<String> of(List<String> log) {
        List<String> lines =
                log.stream().filter(line -> !line.isBlank() && !isJvmsOwn(line)).toList();
        return analysed(lines)
                .or(() -> last(lines, CAUSE))
                .or(() -> last(lines, THROWN))
                .or(() -> lines.reversed().stream()
                        .filter(line -> !FRAME.matcher(line).find())
                        .findFirst())
                .map(String::strip)
                .map(line -> line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line);
    }

    private static Optional<String> analysed(List<String> lines) {
        int place = lines.lastIndexOf(DESCRIPTION) + 1;
        return lines.contains(ANALYSED) && place > 0 && place < lines.size()
                ? Optional.of(lines.get(place))
                : Optional.empty();
    }

    private static Optional<String> last(List<String> lines, Pattern wanted) {
        return lines.reversed().stream()
                .map(wanted::matcher)
                .filter(Matcher::find)
                .map(m -> m.group("what"))
                .findFirst();
    }
}
