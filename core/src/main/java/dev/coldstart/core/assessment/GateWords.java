package dev.coldstart.core.assessment;

import java.util.List;

/** How this package's sentences are put together. */
public final class GateWords {

    private GateWords() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** Somebody's text as the end of a sentence of ours: one line, without a full stop. */
    public static String clause(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '.' || line.charAt(end - 1) == ' ')) {
            end--;
        }
        return line.substring(0, end);
    }
}
