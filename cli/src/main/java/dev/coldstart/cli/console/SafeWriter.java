package dev.coldstart.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Everything on its way to a terminal. Names out of packs, builds and apps come along in messages, wherever these are put
 * together; what a terminal would act on is taken out here, once. Colours, which reports use, go through.
 */
public final class SafeWriter extends FilterWriter {

    private static final char ESCAPE = 0x1b;
    private static final char SHOWN_INSTEAD = '?';
    /** As long as a colour is: {@code 38;2;255;255;255}. */
    private static final int MAX_COLOUR = 24;

    private final StringBuilder held = new StringBuilder();

    public SafeWriter(Writer terminal) {
        super(terminal);
    }

    @Override
    public void write(int c) throws IOException {
        char next = (char) c;
        if (held.isEmpty()) {
            if (next == ESCAPE) {
                held.append(next);
            } else {
                out.write(isActedOn(next) ? SHOWN_INSTEAD : next);
            }
            return;
        }
        boolean goesOn = held.length() == 1
                ? next == '['
                : held.length() < MAX_COLOUR && (next == ';' || (next >= '0' && next <= '9'));
        if (goesOn) {
            held.append(next);
        } else if (held.length() > 1 && next == 'm') {
            out.append(held).append(next);
            held.setLength(0);
        } else {
            release();
            write(next);
        }
    }

    /** It was no colour: without its first character it is a text. */
    private void release() throws IOException {
        if (!held.isEmpty()) {
            out.write(SHOWN_INSTEAD);
            out.append(held, 1, held.length());
            held.setLength(0);
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void flush() throws IOException {
        release();
        super.flush();
    }

    @Override
    public void close() throws IOException {
        release();
        super.close();
    }

    /** Control characters but for line breaks and tabs, and what changes the direction of the text around it. */
    private static boolean isActedOn(char c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
