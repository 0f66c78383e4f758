package dev.coldstart.core.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The first 64 bits of the SHA-256 of each line of a file: too short to prove anything, enough to find which line differs
 * once the checksum of the whole file has shown that one does.
 */
public final class LineChecksums {

    private static final int BYTES = 8;
    private static final int MAX_NAMED = 10;

    /** A start takes milliseconds, and nobody measures for weeks. */
    private static final int MAX_LINES = 2_000_000;

    private LineChecksums() {}

    /** One for each line that is left in a stream; a last line needs no newline. */
    public static List<String> of(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        MessageDigest digest = Checksums.sha256();
        boolean begun = false;
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    digest.update(buffer, from, i - from);
                    lines.add(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
                    if (lines.size() > MAX_LINES) {
                        throw new IOException("a file in it has more than " + MAX_LINES + " lines");
                    }
                    from = i + 1;
                    begun = false;
                }
            }
            if (from < read) {
                digest.update(buffer, from, read - from);
                begun = true;
            }
        }
        if (begun) {
            lines.add(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        }
        return lines;
    }

    /** What happened to a file between the one and the other, line by line; at most eleven sentences. */
    static List<String> differences(List<String> written, List<String> found) {
        Map<String, Integer> ahead = counts(found);
        Map<String, Integer> behind = counts(written);
        List<String> differences = new ArrayList<>();
        int w = 0;
        int f = 0;
        while (w < written.size() || f < found.size()) {
            boolean same =
                    w < written.size() && f < found.size() && written.get(w).equals(found.get(f));
            boolean gone = w < written.size() && ahead.getOrDefault(written.get(w), 0) == 0;
            boolean added = f < found.size() && behind.getOrDefault(found.get(f), 0) == 0;
            if (!same && gone && added) {
                differences.add("line " + (f + 1) + " is not as it was written");
            } else if (!same && gone) {
                differences.add("line " + (w + 1) + " of those that were written is missing");
            } else if (!same && added) {
                differences.add("line " + (f + 1) + " was added");
            } else if (!same) {
                differences.add(
                        f < found.size()
                                ? "from line " + (f + 1) + " on the lines are in another order"
                                : "lines are missing at its end");
                break;
            }
            if (same || gone) {
                behind.merge(written.get(w), -1, Integer::sum);
                w++;
            }
            if (same || added) {
                ahead.merge(found.get(f), -1, Integer::sum);
                f++;
            }
        }
        int more = differences.size() - MAX_NAMED;
        if (more <= 0) {
            return differences;
        }
        List<String> named = new ArrayList<>(differences.subList(0, MAX_NAMED));
        named.add("and " + more + (more == 1 ? " line more" : " lines more"));
        return named;
    }

    private static Map<String, Integer> counts(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts;
    }
}
