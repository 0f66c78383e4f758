package dev.coldstart.core.sample.file;

import dev.coldstart.core.sample.SampleFormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Lines of a file that may come from anybody: some hundred bytes of a pack unpack to a line that fills the heap. */
public final class BoundedLines {

    /** The longest are answers, whose bodies have at most 1 MiB each. */
    static final int LONGEST = 32 << 20;

    private final BufferedReader in;
    private final int longest;
    private int number;

    public BoundedLines(BufferedReader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next, without its end; empty after the last.
     *
     * @throws SampleFormatException when it is longer than any line that is written
     */
    public Optional<String> next() throws IOException {
        number++;
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == longest) {
                throw new SampleFormatException(
                        "line " + number + ": it is longer than " + longest + " characters, and no line is");
            }
            line.append((char) c);
            c = in.read();
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return Optional.of(line.toString());
    }
}
