package dev.coldstart.runner.program;

import dev.coldstart.core.sample.Body;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** What a program has printed on one of its outputs: all of it counted, its beginning and its end kept. */
public final class Printed {

    /** What an expectation can be held against. */
    static final int MAX_BEGINNING = 1 << 20;

    private static final int MAX_END = 16 << 10;

    private final MessageDigest digest;
    private byte[] beginning = new byte[1 << 12];
    private int kept;
    private final byte[] end = new byte[MAX_END];
    private long length;

    Printed() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(MemorySegment bytes) {
        digest.update(bytes.asByteBuffer());
        int more = (int) Math.min(MAX_BEGINNING - kept, bytes.byteSize());
        if (kept + more > beginning.length) {
            beginning = Arrays.copyOf(beginning, Math.min(MAX_BEGINNING, Math.max(kept + more, 2 * beginning.length)));
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, beginning, kept, more);
        kept += more;
        long from = Math.max(0, bytes.byteSize() - MAX_END);
        for (long at = from; at < bytes.byteSize(); at++) {
            end[(int) ((length + at) % MAX_END)] = bytes.get(ValueLayout.JAVA_BYTE, at);
        }
        length += bytes.byteSize();
    }

    public long length() {
        return length;
    }

    boolean whole() {
        return kept == length;
    }

    public byte[] beginning() {
        return Arrays.copyOf(beginning, kept);
    }

    /** Once, as the digest ends with it. */
    public Body body() {
        return Body.of(beginning(), length, digest.digest());
    }

    /** The last lines, the first of them perhaps in part. */
    public List<String> lastLines() {
        int size = (int) Math.min(length, MAX_END);
        byte[] last = new byte[size];
        for (int i = 0; i < size; i++) {
            last[i] = end[(int) ((length - size + i) % MAX_END)];
        }
        return new String(last, StandardCharsets.UTF_8).lines().toList();
    }
}
