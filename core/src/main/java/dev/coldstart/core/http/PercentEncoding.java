package dev.coldstart.core.http;

import java.nio.charset.StandardCharsets;

/** Text as a request line and a header can carry it: what they can't is percent-encoded UTF-8 (RFC 3986, section 2.1). */
public final class PercentEncoding {

    private static final String DIGITS = "0123456789ABCDEF";

    /**
     * What RFC 3986 lets stand in a path or a query besides letters and digits. Braces, brackets, bars and the like are not
     * among it: some servers take them as they are, and Tomcat answers 400.
     */
    private static final String TARGET = "-._~!$&'()*+,;=:@/?";

    private PercentEncoding() {}

    /** A path with its query, as the first line of a request has it. What is encoded already stays; a lone % does not. */
    public static String target(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isLetterOrDigit(c) || TARGET.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                append(encoded, c);
            }
        }
        return restored(encoded, path);
    }

    /**
     * A header's value: what is not ASCII is encoded, as servers differ in how they read such bytes, and some refuse them; the
     * rest is left as it is.
     */
    public static String header(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80) {
                encoded.append(c);
            } else {
                append(encoded, c);
            }
        }
        return encoded.toString();
    }

    /** Every % was encoded; those that had begun an escape are escapes again. */
    private static String restored(StringBuilder encoded, String path) {
        if (path.indexOf('%') < 0) {
            return encoded.toString();
        }
        return encoded.toString().replaceAll("%25(?=[0-9A-Fa-f]{2})", "%");
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static void append(StringBuilder encoded, char b) {
        encoded.append('%').append(DIGITS.charAt(b >> 4)).append(DIGITS.charAt(b & 0xf));
    }
}
