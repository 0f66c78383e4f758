package dev.coldstart.cli.console;

import java.io.PrintStream;
import java.time.Duration;

/** One line that is written over, for whoever waits. */
public sealed interface Progress {

    /** What is being done now. */
    void show(String text);

    /** Takes the line away. */
    void clear();

    /** On a terminal a line on standard error, else nothing. */
    static Progress onTerminal() {
        return Terminal.showsProgress() ? new Line(System.err) : new Silent();
    }

    /** For pipes and tests. */
    record Silent() implements Progress {
        @Override
        public void show(String text) {}

        @Override
        public void clear() {}
    }

    /** A single line of at most 79 columns. */
    record Line(PrintStream out) implements Progress {

        private static final int WIDTH = 79;

        @Override
        public void show(String text) {
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
            out.print("\r\u001b[K" + shown);
            out.flush();
        }

        @Override
        public void clear() {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    /** Such as {@code 45 s} or {@code 2 min 5 s}. */
    static String readable(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
