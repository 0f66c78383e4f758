package dev.coldstart.artifact.evidence;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build's log for the pack. A build may print without end, and what it says is at the beginning and at the end. */
final class LogFile {

    private static final int HEAD = 1 << 20;
    private static final int TAIL = 3 << 20;

    private LogFile() {}

    /** The whole of it, or its first and last megabytes in whole lines, with a line between that says so. */
    static String shortened(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= HEAD + TAIL) {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            String head = read(in, 0, HEAD);
            String tail = read(in, size - TAIL, TAIL);
            String before = head.substring(0, head.lastIndexOf('\n') + 1);
            String after = tail.substring(tail.indexOf('\n') + 1);
            return before + "[coldstart: the log has " + size + " bytes; what stood here was left out]\n" + after;
        }
    }

    private static String read(RandomAccessFile in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(from);
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
