package dev.coldstart.cli.init;

/**
 * Java or Kotlin source without comments, in which the brackets, semicolons and at signs of literals stand for nothing: what
 * is left of them is the code's own, and patterns can count them.
 */
final class SourceText {

    private static final String HIDDEN = "{}();@";
    private static final char FIRST = '\ue000';
    private static final String BLOCK = "\"\"\"";

    private final String source;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private SourceText(String source) {
        this.source = source;
    }

    /** One pass, whatever the text: sources of others are as long and as odd as they like. */
    static String of(String source) {
        return new SourceText(source).read();
    }

    /** A literal's text, or a part of one, as it was written. */
    static String restored(String part) {
        StringBuilder restored = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            int hidden = part.charAt(i) - FIRST;
            restored.append(hidden >= 0 && hidden < HIDDEN.length() ? HIDDEN.charAt(hidden) : part.charAt(i));
        }
        return restored.toString();
    }

    private String read() {
        while (at < source.length()) {
            if (source.startsWith("//", at)) {
                skipTo("\n", 0);
            } else if (source.startsWith("/*", at)) {
                skipTo("*/", 2);
                text.append(' ');
            } else if (source.startsWith(BLOCK, at)) {
                block();
            } else if (source.charAt(at) == '"') {
                literal('"');
            } else if (source.charAt(at) == '\'' && isCharacter()) {
                literal('\'');
            } else {
                text.append(source.charAt(at++));
            }
        }
        return text.toString();
    }

    private void skipTo(String end, int length) {
        int found = source.indexOf(end, at + length);
        at = found < 0 ? source.length() : found + length;
    }

    private void block() {
        int found = source.indexOf(BLOCK, at + BLOCK.length());
        int end = found < 0 ? source.length() : found + BLOCK.length();
        while (at < end) {
            hide(source.charAt(at++));
        }
    }

    /** Ends at the line's end at the latest. */
    private void literal(char quote) {
        text.append(source.charAt(at++));
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                hide(source.charAt(at++));
            }
            hide(source.charAt(at++));
        }
        if (at < source.length()) {
            text.append(source.charAt(at++));
        }
    }

    private boolean isCharacter() {
        return source.startsWith("\\", at + 1) || source.startsWith("'", at + 2);
    }

    private void hide(char c) {
        int hidden = HIDDEN.indexOf(c);
        text.append(hidden < 0 ? c : (char) (FIRST + hidden));
    }
}
