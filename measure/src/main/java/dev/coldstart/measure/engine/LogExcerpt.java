package dev.coldstart.measure.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of a log that tell most of a failure: its end, and where a long stack trace fills that, the error that the trace
 * belongs to.
 */
public final class LogExcerpt {

    private static final int LINES = 20;
    private static final int LINES_OF_ERROR = 8;
    private static final int LINE_LENGTH = 500;
    private static final Pattern ERROR =
            Pattern.compile("Exception|Error|[Uu]nhandled|^fail:|^crit:|FATAL|panic|Segmentation|cannot|Cannot");
    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. |--- End)");

    private LogExcerpt() {}

    /** At most {@value #LINES} lines of at most {@value #LINE_LENGTH} characters, oldest first. */
    public static List<String> of(List<String> log) {
        List<String> lines =
                RepeatedLines.leftOut(log).stream().map(LogExcerpt::shortened).toList();
        int from = Math.max(0, lines.size() - LINES);
        int error = lines.size() - 1;
        while (error >= 0
                && (FRAME.matcher(lines.get(error)).find()
                        || !ERROR.matcher(lines.get(error)).find())) {
            error--;
        }
        if (error < 0 || error >= from) {
            return lines.subList(from, lines.size());
        }
        List<String> excerpt = new ArrayList<>(lines.subList(error, error + LINES_OF_ERROR));
        int rest = Math.max(error + LINES_OF_ERROR, lines.size() - (LINES - LINES_OF_ERROR - 1));
        if (rest > error + LINES_OF_ERROR) {
            excerpt.add("[... " + (rest - error - LINES_OF_ERROR) + " lines ...]");
        }
        excerpt.addAll(lines.subList(rest, lines.size()));
        return List.copyOf(excerpt);
    }

    private static String shortened(String line) {
        return line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) + "..." : line;
    }
}
