package dev.coldstart.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One line that is written over, for whoever waits. */
public sealed interface Progress {

    /** What is being done now. */
    void show(String text);

    /** Takes the line away. */
    void clear();

    /** On standard error: on a terminal one line, in a pipe or file a line now and then, as a build server keeps it. */
    static Progress onTerminal() {
        return Terminal.showsProgress() ? new Line(System.err) : new Log(System.err, System::nanoTime);
    }

    /** Where what is printed is read by a program; for tests. */
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

    /**
     * A line where something else begins, and every ten seconds while it goes on, after how long it is since the beginning:
     * for a log that people follow.
     */
    final class Log implements Progress {

        private static final long OFTEN_NS = Duration.ofSeconds(10).toNanos();
        private static final int WIDTH = 200;

        private final PrintStream out;
        private final LongSupplier nanos;
        private final long began;
        private String doing = "";
        private long since;

        Log(PrintStream out, LongSupplier nanos) {
            this.out = out;
            this.nanos = nanos;
            this.began = nanos.getAsLong();
        }

        @Override
        public synchronized void show(String text) {
            String[] words = text.split(" ", 2);
            long now = nanos.getAsLong();
            if (words[0].equals(doing) && now - since < OFTEN_NS) {
                return;
            }
            doing = words[0];
            since = now;
            String line = readable(Duration.ofNanos(now - began)) + "  " + text;
            out.println(line.length() > WIDTH ? line.substring(0, WIDTH) : line);
            out.flush();
        }

        @Override
        public void clear() {}
    }

    /** Such as {@code 45 s} or {@code 2 min 5 s}. */
    static String readable(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
