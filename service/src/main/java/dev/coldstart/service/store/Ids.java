package dev.coldstart.service.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/** Ids that sort by time and can't be guessed: 48 bits of milliseconds and 80 random ones, in Crockford's base 32. */
public final class Ids {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern ID = Pattern.compile("[" + DIGITS + "]{26}");
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final int BITS = 5;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public String next() {
        StringBuilder id = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
        long time = clock.millis();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            id.append(DIGITS.charAt((int) (time >>> (i * BITS)) & (DIGITS.length() - 1)));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    /** When one was made. */
    public static Instant time(String id) {
        long time = 0;
        for (int i = 0; i < TIME_DIGITS; i++) {
            time = time << BITS | DIGITS.indexOf(id.charAt(i));
        }
        return Instant.ofEpochMilli(time);
    }

    /** Whether it can be one: nothing else is taken from an address into a path. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
