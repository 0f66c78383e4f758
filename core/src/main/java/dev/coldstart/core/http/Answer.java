package dev.coldstart.core.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A whole HTTP answer.
 *
 * @param headers by lower-case name, values in order
 * @param body read as UTF-8
 * @param raw the body as it came, but for a compression
 */
public record Answer(int status, Map<String, List<String>> headers, String body, ByteBuffer raw) {

    public byte[] bytes() {
        byte[] bytes = new byte[raw.remaining()];
        raw.duplicate().get(bytes);
        return bytes;
    }

    /** The values of a header, by its name in any case. */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
