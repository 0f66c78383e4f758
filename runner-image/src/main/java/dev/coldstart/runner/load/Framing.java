package dev.coldstart.runner.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where an answer ends among the bytes that have come so far (RFC 9112). What the answer says is read elsewhere, and seldom:
 * this is looked at after each read, and its time is the generator's.
 *
 * @param end index after its last byte; below zero as long as it is not whole
 * @param body index of its body's first byte
 * @param status of it
 * @param stays whether the connection serves another request after it
 */
record Framing(int end, int body, int status, boolean stays) {

    private static final int LONGEST_HEAD = 64 << 10;
    private static final int LARGEST = 16 << 20;
    private static final int STATUS_AT = 9;

    private static final Framing NOT_WHOLE = new Framing(-1, 0, 0, false);

    boolean isWhole() {
        return end >= 0;
    }

    /**
     * Looks at the bytes.
     *
     * @param length how many of the bytes have come
     * @param head whether the request was HEAD, whose answer has no body
     * @param closed whether the peer has closed the connection: an answer without a length ends there
     * @throws IOException when this is no answer, or one without bounds
     */
    static Framing of(byte[] bytes, int length, boolean head, boolean closed) throws IOException {
        int from = 0;
        while (true) {
            int body = endOfHead(bytes, from, length);
            if (body < 0) {
                if (length - from > LONGEST_HEAD) {
                    throw new IOException("a head longer than " + (LONGEST_HEAD >> 10) + " KiB");
                }
                return NOT_WHOLE;
            }
            int status = status(bytes, from, body);
            if (status >= 200) {
                return whole(bytes, from, body, length, status, head, closed);
            }
            from = body;
        }
    }

    private static Framing whole(byte[] bytes, int from, int body, int length, int status, boolean head, boolean closed)
            throws IOException {
        // Header lines are short and few; a text of them is made once an answer.
        String lines = new String(bytes, from, body - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean stays =
                lines.startsWith("http/1.1") && !value(lines, "connection").contains("close");
        if (head || status == 204 || status == 304) {
            return new Framing(body, body, status, stays);
        }
        if (value(lines, "transfer-encoding").contains("chunked")) {
            int end = endOfChunks(bytes, body, length);
            return end < 0 ? NOT_WHOLE : new Framing(end, body, status, stays);
        }
        String given = value(lines, "content-length");
        if (given.isEmpty()) {
            return closed ? new Framing(length, body, status, false) : NOT_WHOLE;
        }
        long size = number(given, 10);
        return length - body < size ? NOT_WHOLE : new Framing(body + (int) size, body, status, stays);
    }

    private static int endOfHead(byte[] bytes, int from, int length) {
        for (int i = from + 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int status(byte[] bytes, int from, int body) throws IOException {
        if (body - from < STATUS_AT + 3 || bytes[from] != 'H' || bytes[from + 4] != '/') {
            throw new IOException("not an HTTP answer");
        }
        int status = 0;
        for (int i = from + STATUS_AT; i < from + STATUS_AT + 3; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IOException("not an HTTP answer");
            }
            status = 10 * status + digit;
        }
        return status;
    }

    private static String value(String lines, String name) {
        int at = lines.indexOf("\r\n" + name + ":");
        return at < 0
                ? ""
                : lines.substring(at + name.length() + 3, lines.indexOf("\r\n", at + 2))
                        .strip();
    }

    private static int endOfChunks(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (true) {
            int line = endOfLine(bytes, at, length);
            if (line < 0) {
                return -1;
            }
            String size = new String(bytes, at, line - 2 - at, StandardCharsets.ISO_8859_1);
            int parameters = size.indexOf(';');
            long chunk = number((parameters < 0 ? size : size.substring(0, parameters)).strip(), 16);
            if (chunk == 0) {
                return endOfTrailers(bytes, line, length);
            }
            if (length - line < chunk + 2) {
                return -1;
            }
            at = line + (int) chunk + 2;
        }
    }

    private static int endOfTrailers(byte[] bytes, int from, int length) {
        int at = from;
        while (true) {
            int line = endOfLine(bytes, at, length);
            if (line < 0 || line == at + 2) {
                return line;
            }
            at = line;
        }
    }

    /** The index after its line break. */
    private static int endOfLine(byte[] bytes, int from, int length) {
        for (int i = from + 1; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static long number(String digits, int radix) throws IOException {
        if (!digits.matches("[0-9a-fA-F]{1,8}")) {
            throw new IOException("not a length: " + digits);
        }
        long size;
        try {
            size = Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + digits, e);
        }
        if (size > LARGEST) {
            throw new IOException("an answer larger than " + (LARGEST >> 20) + " MiB");
        }
        return size;
    }
}
