package dev.coldstart.service.operation;

import java.util.Locale;

/**
 * A setting as somebody wrote it.
 *
 * @param where such as {@code service.yml:12} or {@code COLDSTART_LISTEN}
 */
record Given(String text, String where) {

    static final String PREFIX = "COLDSTART_";

    /** {@code limits.upload} is {@code COLDSTART_LIMITS_UPLOAD}. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
