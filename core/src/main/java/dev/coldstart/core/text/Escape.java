package dev.coldstart.core.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The one place where text from outside (an app's name, a log, a compiler's message) is made fit for a medium. Everything
 * passes {@link #line} or {@link #lines} first, so that no medium meets a control character, a terminal's escape sequence or
 * an invisible change of direction.
 */
public final class Escape {

    private static final int LONGEST_LINE = 2000;

    /** Colours, cursor movements, titles, links: what terminals act upon and people don't see. */
    private static final Pattern TERMINAL_SEQUENCE =
            Pattern.compile("(?:\\x1B\\[|\\x9B)[0-?]*[ -/]*[@-~]" + "|(?:\\x1B[\\]PX^_]|[\\x9D\\x90\\x98\\x9E\\x9F])"
                    + "[^\\x07\\x1B\\x9C]*(?:\\x07|\\x1B\\\\|\\x9C)?"
                    + "|\\x1B[ -/]*[0-Z\\\\^-~]");

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    /** Words that Markdown leaves as they are, wherever they stand. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}.,:;()%+'\"/=?!^-]+");

    /** Words made of plain characters that GitHub turns into something: links, commits, issues, emoji, addresses. */
    private static final Pattern MAGIC_WORD =
            Pattern.compile("(?i).*(?:://|www\\.|gh-\\d|:.*:|\\b[0-9a-f]{7,}\\b|mailto:|xmpp:).*");

    /** Words that begin a list, a heading or a rule when they begin a paragraph. */
    private static final Pattern OPENING_WORD = Pattern.compile("[-+=].*|\\d+[.)]");

    /** GitHub sees a formula between two of these signs, but not where a digit follows the second. */
    private static final Pattern DOLLARS = Pattern.compile("\\(?\\$\\d[\\d,.]*[).,:;]*");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Escape() {}

    /** One line of clean text: nothing that acts on a reader's screen, blanks collapsed, at most 2,000 characters. */
    public static String line(String text) {
        return clean(cut(text, LONGEST_LINE)).replaceAll("[\\p{Z}\\s]+", " ").strip();
    }

    /** A log's lines, cleaned; blanks inside them stay, as stack traces and tables live from them. */
    public static List<String> lines(List<String> log) {
        return log.stream()
                .flatMap(entry -> Arrays.stream(LINE_BREAK.split(cut(entry, LONGEST_LINE), -1)))
                .map(entry -> clean(entry.replace("\t", "    ")).stripTrailing())
                .toList();
    }

    /** Cuts the end off what is too long; never within a character. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length) + "…";
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        TERMINAL_SEQUENCE.matcher(text).replaceAll("").codePoints().forEach(c -> appendClean(out, c));
        return out.toString();
    }

    private static void appendClean(StringBuilder out, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL -> out.append(isBlank(c) ? ' ' : '\uFFFD');
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append(' ');
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> out.append('\uFFFD');
            case Character.FORMAT -> {
                // Changes of direction are shown, as they could have hidden something; joiners and tags are dropped.
                if (isDirection(c)) {
                    out.append('\uFFFD');
                }
            }
            default -> out.appendCodePoint(c);
        }
    }

    private static boolean isBlank(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B || c == 0x85;
    }

    private static boolean isDirection(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }

    // ---- HTML ----

    /** Text or a quoted attribute's value in HTML. */
    public static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** JSON that may stand inside a script element: no tag, no comment and no line separator can be seen in it. */
    public static String jsonInScript(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    // ---- GitHub's Markdown ----

    /**
     * Prose from outside as Markdown: words that could mean anything to GitHub become code, in which nothing is a mention, a
     * link, a tag or an end of a table's cell.
     */
    public static String markdown(String text) {
        StringBuilder out = new StringBuilder();
        for (String word : line(text).split(" ", -1)) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            boolean ordinary = PLAIN_WORD.matcher(word).matches()
                    && !MAGIC_WORD.matcher(word).matches();
            boolean plain = (ordinary || DOLLARS.matcher(word).matches())
                    && !(out.isEmpty() && OPENING_WORD.matcher(word).matches());
            out.append(plain || word.isEmpty() ? word : wordAsCode(word));
        }
        return out.toString();
    }

    /** Keeps a sentence's punctuation out of the code: {@code `aot@head`:} rather than {@code `aot@head:`}. */
    private static String wordAsCode(String word) {
        int end = word.length();
        boolean closes = word.chars().filter(c -> c == ')').count()
                > word.chars().filter(c -> c == '(').count();
        String closing = closes || word.startsWith("(") ? ".,:;)" : ".,:;";
        while (end > 2 && closing.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = word.startsWith("(") && end > 1 ? 1 : 0;
        return word.substring(0, start) + markdownCode(word.substring(start, end)) + word.substring(end);
    }

    /** One line from outside as a code span, fit for a table's cell too. */
    public static String markdownCode(String text) {
        String line = line(text);
        if (line.isEmpty()) {
            return "(empty)";
        }
        // No escape of a pipe inside a code span holds in every table, so the pipe stands between two spans.
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == '|') {
                out.append(from < i ? codeSpan(line.substring(from, i)) : "");
                out.append(i < line.length() ? "&#124;" : "");
                from = i + 1;
            }
        }
        return out.toString();
    }

    private static String codeSpan(String text) {
        if (text.isBlank()) {
            return " ";
        }
        String ticks = "`".repeat(longestRun(text) + 1);
        boolean padded = text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" "));
        return padded ? ticks + " " + text + " " + ticks : ticks + text + ticks;
    }

    /** Lines from outside as a fenced block whose fence is longer than any in it; without a trailing newline. */
    public static String markdownFence(List<String> lines) {
        String text = String.join("\n", lines);
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return fence + "text\n" + text + "\n" + fence;
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(r -> r.end() - r.start())
                .max()
                .orElse(0);
    }

    // ---- terminals ----

    /**
     * One line for a terminal, in which each character takes the columns that {@link Columns} counts: pictures and what
     * terminals disagree about become a question mark, and a letter keeps at most two marks.
     */
    public static String terminal(String text) {
        return countable(line(text));
    }

    /** A log's lines for a terminal. */
    public static List<String> terminalLines(List<String> log) {
        return lines(log).stream().map(Escape::countable).toList();
    }

    private static String countable(String clean) {
        StringBuilder out = new StringBuilder(clean.length());
        int[] marks = {2};
        Normalizer.normalize(clean, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (Columns.isMark(c)) {
                if (marks[0]++ < 2) {
                    out.appendCodePoint(c);
                }
            } else {
                marks[0] = 0;
                out.appendCodePoint(Columns.isCountable(c) ? c : '?');
            }
        });
        return out.toString();
    }
}
