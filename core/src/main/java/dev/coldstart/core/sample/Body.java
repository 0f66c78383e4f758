package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The body of an answer, kept up to {@value #MAX_KEPT} bytes; two bodies that are longer are told apart by their digests.
 *
 * @param length in bytes
 * @param sha256 of all of it, in hexadecimal
 * @param encoding how {@code kept} is to be read
 * @param kept its beginning; not trusted
 */
public record Body(long length, String sha256, Encoding encoding, String kept) {

    public static final int MAX_KEPT = 64 << 10;

    private static final int CONTINUATION = 0x80;
    private static final int CONTINUATION_MASK = 0xC0;

    /** How bytes became a text. */
    public enum Encoding {
        /** They are UTF-8. */
        TEXT,
        /** They are not. */
        BASE64;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Encoding of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public Body {
        if (length < 0) {
            throw new IllegalArgumentException("a body's length can't be negative: " + length);
        }
    }

    /** What was read from the wire. */
    public static Body of(byte[] bytes) {
        String digest = HexFormat.of().formatHex(sha256(bytes));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_KEPT));
            return new Body(
                    bytes.length, digest, Encoding.BASE64, Base64.getEncoder().encodeToString(kept));
        }
        int end = Math.min(bytes.length, MAX_KEPT);
        while (end < bytes.length && (bytes[end] & CONTINUATION_MASK) == CONTINUATION) {
            end--; // not within a character
        }
        return new Body(bytes.length, digest, Encoding.TEXT, new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    /**
     * What was read of much, and not kept whole.
     *
     * @param beginning at least {@value #MAX_KEPT} bytes of it, or all
     * @param sha256 of all of it
     */
    public static Body of(byte[] beginning, long length, byte[] sha256) {
        Body begun = of(beginning);
        return new Body(length, HexFormat.of().formatHex(sha256), begun.encoding(), begun.kept());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes that were kept. */
    public byte[] bytes() {
        return switch (encoding) {
            case TEXT -> kept.getBytes(StandardCharsets.UTF_8);
            case BASE64 -> Base64.getDecoder().decode(kept);
        };
    }

    /** Whether nothing was cut off. */
    public boolean whole() {
        return bytes().length == length;
    }
}
