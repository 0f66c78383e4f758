package dev.coldstart.core.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the parts of HTTP/1.1 messages as RFC 9112 frames them, requests and answers alike. */
public final class MessageReader {

    private static final int MAX_LINE = 64 << 10;
    private static final int MAX_HEADERS = 1000;
    private static final int PIECE = 32 << 10;

    private final InputStream in;

    /** @param in ends each read by itself when something is waited for too long */
    public MessageReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The body of a message and what stands after it.
     *
     * @param bytes the beginning of it, as much as was to be kept
     * @param length of the whole
     * @param trailers by lower-case name, values in order
     */
    public record Content(ByteBuffer bytes, long length, Map<String, List<String>> trailers) {}

    /**
     * The next line, without its end.
     *
     * @throws EOFException when the connection ends before
     */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException();
            }
            if (line.size() > MAX_LINE) {
                throw new IOException("a header line longer than " + (MAX_LINE >> 10) + " KiB");
            }
            line.write(read);
        }
        String text = text(line);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Up to the empty line, by lower-case name, values in order. */
    public Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++count > MAX_HEADERS) {
                throw new IOException("not an HTTP header");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Whether the headers say where the body ends: in its length, or by its pieces. */
    static boolean isFramed(Map<String, List<String>> headers) {
        return isChunked(headers) || headers.containsKey("content-length");
    }

    private static boolean isChunked(Map<String, List<String>> headers) {
        return headers.getOrDefault("transfer-encoding", List.of()).stream().anyMatch("chunked"::equalsIgnoreCase);
    }

    /**
     * The body that follows these headers; an empty one where they name neither a length nor pieces.
     *
     * @param kept how many bytes of it are kept at most; the rest is read and let go
     * @param most how many it may have
     * @throws IOException when it has more, or is framed wrongly
     */
    public Content content(Map<String, List<String>> headers, int kept, long most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long length = 0;
        Map<String, List<String>> trailers = Map.of();
        if (isChunked(headers)) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                length = copy(body, length, size, kept, most);
                line();
            }
            trailers = headers();
        } else {
            List<String> lengths = headers.getOrDefault("content-length", List.of());
            length = lengths.isEmpty() ? 0 : copy(body, 0, number(lengths.getFirst(), 10), kept, most);
        }
        return new Content(ByteBuffer.wrap(body.toByteArray()), length, trailers);
    }

    /** All that comes until the connection ends. */
    byte[] rest(int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            body.write(read);
            refuseLarger(body.size(), most);
        }
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private static long number(String digits, int radix) throws IOException {
        if (!digits.matches("[0-9A-Fa-f]+")) { // parseLong would take a sign, and other scripts' digits
            throw new IOException("not a length: " + digits);
        }
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + digits, e);
        }
    }

    /** How many there are then. */
    private long copy(ByteArrayOutputStream body, long before, long more, int kept, long most) throws IOException {
        refuseLarger(Math.max(more, before + more), most); // the sum may overflow
        for (long left = more; left > 0; ) {
            byte[] bytes = in.readNBytes((int) Math.min(left, PIECE));
            if (bytes.length == 0) {
                throw new EOFException();
            }
            body.write(bytes, 0, Math.min(bytes.length, kept - body.size()));
            left -= bytes.length;
        }
        return before + more;
    }

    static void refuseLarger(long size, long most) throws IOException {
        if (size > most) {
            throw new IOException("larger than " + (most >> 20) + " MiB");
        }
    }

    /** Programs that write more than ASCII write UTF-8 today; what is none is read by the old rule, a character a byte. */
    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : line.toString(StandardCharsets.ISO_8859_1);
    }
}
