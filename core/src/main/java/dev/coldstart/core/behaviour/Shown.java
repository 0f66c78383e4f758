package dev.coldstart.core.behaviour;

import java.text.Normalizer;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Two texts made fit to be read side by side: what can't be seen is written as an escape, and what is long is cut around the
 * place where they part.
 */
record Shown(String one, String other) {

    private static final int LONGEST = 100;
    private static final int BEFORE = 24;
    private static final String CUT = "…";

    /** Two lines, none of which holds a line break. */
    static Shown of(String one, String other) {
        Shown visible = new Shown(visible(one), visible(other));
        if (looksLike(visible.one, visible.other) && !one.equals(other)) {
            visible = new Shown(escaped(one, c -> c > '~' || c < ' '), escaped(other, c -> c > '~' || c < ' '));
        }
        if (visible.one.length() <= LONGEST && visible.other.length() <= LONGEST) {
            return visible;
        }
        int parting = parting(visible.one, visible.other);
        int from = Math.max(0, parting - BEFORE);
        return new Shown(window(visible.one, from), window(visible.other, from));
    }

    /** Lines side by side, pair by pair where there are as many of both. */
    static List<Shown> lines(List<String> ones, List<String> others) {
        return IntStream.range(0, Math.max(ones.size(), others.size()))
                .mapToObj(i -> i < ones.size() && i < others.size()
                        ? of(ones.get(i), others.get(i))
                        : i < ones.size()
                                ? new Shown(of(ones.get(i), "").one, "")
                                : new Shown("", of("", others.get(i)).other))
                .toList();
    }

    /** One line alone. */
    static String line(String text) {
        return of(text, text).one;
    }

    private static boolean looksLike(String one, String other) {
        return Normalizer.normalize(one, Normalizer.Form.NFKC)
                .strip()
                .equals(Normalizer.normalize(other, Normalizer.Form.NFKC).strip());
    }

    /** A blank at a line's end counts as unseen too. */
    private static String visible(String text) {
        String seen = escaped(text, Shown::isUnseen);
        return seen.endsWith(" ") ? seen.substring(0, seen.length() - 1) + "\\u0020" : seen;
    }

    private static String escaped(String text, IntPredicate which) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!which.test(c)) {
                out.appendCodePoint(c);
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
    }

    private static int parting(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    /** Never within a character. */
    private static String window(String text, int wantedFrom) {
        int from = Math.min(wantedFrom, text.length());
        if (from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        int to = Math.min(text.length(), from + LONGEST);
        if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
            to--;
        }
        return (from > 0 ? CUT : "") + text.substring(from, to) + (to < text.length() ? CUT : "");
    }
}
