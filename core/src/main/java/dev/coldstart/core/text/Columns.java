package dev.coldstart.core.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text in a terminal's columns. Counts what {@link Escape#terminal} lets through. */
public final class Columns {

    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI,
            UnicodeScript.TANGUT,
            UnicodeScript.NUSHU);

    private static final String ELLIPSIS = "…";

    private static final Pattern BREAK = Pattern.compile("(?<!\\d) | (?!(?:%|(?:ms|s|kB|MB|GB|KiB|MiB|GiB)\\b))");

    private Columns() {}

    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Whether terminals agree on how many columns it takes. */
    static boolean isCountable(int c) {
        boolean picture = c >= 0x2000 && (Character.isExtendedPictographic(c) || Character.isEmojiPresentation(c));
        boolean symbols = c >= 0x1F000 && c <= 0x1FFFF;
        boolean joiningJamo = c >= 0x1100 && c <= 0x11FF;
        return c != 0xFFFD && !picture && !symbols && !joiningJamo;
    }

    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        if (isMark(c)) {
            return 0;
        }
        if (c < 0x1100 || (c >= 0xFF61 && c <= 0xFFDC)) {
            return 1;
        }
        boolean cjkSign = (c >= 0x3000 && c <= 0x33FF) || (c >= 0xFE30 && c <= 0xFE6F);
        boolean fullWidth = (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6);
        return cjkSign || fullWidth || WIDE.contains(UnicodeScript.of(c)) ? 2 : 1;
    }

    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** Cuts the middle out of what is too long: beginnings and ends of names tell them apart. */
    public static String shorten(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        if (columns <= 1) {
            return columns == 1 ? ELLIPSIS : "";
        }
        int tail = (columns - 1) / 2;
        return head(text, columns - 1 - tail) + ELLIPSIS + tail(text, tail);
    }

    private static String head(String text, int columns) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (used + width(c) > columns) {
                break;
            }
            used += width(c);
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    private static String tail(String text, int columns) {
        int start = text.length();
        int from = start;
        int used = 0;
        while (from > 0) {
            int c = text.codePointBefore(from);
            if (used + width(c) > columns) {
                break;
            }
            used += width(c);
            from -= Character.charCount(c);
            if (!isMark(c)) {
                start = from;
            }
        }
        return text.substring(start);
    }

    /** Breaks a line at its columns alone, as a terminal would; for text whose blanks mean something. */
    public static List<String> chop(String text, int columns) {
        List<String> out = new ArrayList<>();
        String rest = text;
        while (width(rest) > columns) {
            String head = head(rest, columns);
            out.add(head);
            rest = rest.substring(head.length());
        }
        out.add(rest);
        return out;
    }

    /** What a line is broken between: at blanks, but for those between a number and its unit. */
    public static Stream<String> words(String text) {
        return BREAK.splitAsStream(text);
    }

    /** Breaks a line between words, and inside one only where the word alone is too long; at least one line comes out. */
    public static List<String> wrap(String text, int columns) {
        List<String> out = new ArrayList<>();
        String line = "";
        for (String word : BREAK.split(text, -1)) {
            if (!line.isEmpty() && width(line) + 1 + width(word) > columns) {
                out.add(line);
                line = "";
            }
            line = line.isEmpty() ? word : line + " " + word;
            while (width(line) > columns) {
                String head = head(line, columns);
                out.add(head);
                line = line.substring(head.length());
            }
        }
        out.add(line);
        return out;
    }
}
