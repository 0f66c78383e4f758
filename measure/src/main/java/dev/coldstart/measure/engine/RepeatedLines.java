package dev.coldstart.measure.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a log what was said again and again: an app that is asked until it gives the expected answer may write some
 * lines for each request, and what it has to say of itself would be lost among them.
 */
final class RepeatedLines {

    /** So often a line may come before it is left out: numbered lines of progress, and frames of a stack trace, stay. */
    private static final int OFTEN = 100;

    /** Words with a digit differ from one request to the next: times, durations, names of connections. */
    private static final Pattern VARYING = Pattern.compile("\\w*\\d\\w*");

    private RepeatedLines() {}

    /** The lines in their order; of those that came often only the first, and a line at the end that says so. */
    static List<String> leftOut(List<String> log) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> shapes =
                log.stream().map(line -> VARYING.matcher(line).replaceAll("0")).toList();
        shapes.forEach(shape -> counts.merge(shape, 1, Integer::sum));
        List<String> kept = new ArrayList<>();
        Set<String> said = new HashSet<>();
        int left = 0;
        for (int i = 0; i < log.size(); i++) {
            boolean often = counts.getOrDefault(shapes.get(i), 0) > OFTEN;
            if (often && !said.add(shapes.get(i))) {
                left++;
            } else {
                kept.add(log.get(i));
            }
        }
        if (left > 0) {
            kept.add("[... " + left + " lines like some of these ...]");
        }
        return kept;
    }
}
