package dev.coldstart.core.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of a package: {@code *}, {@code 13.*}, one version such as {@code 13.0.3}, or an interval such as
 * {@code [13.0,14.0)}, {@code (,2.0]} or {@code [13.0,)}.
 *
 * <p>Versions are compared part by part, numbers by value and the rest as text; a part that is missing counts as 0. A suffix
 * after a dash is a pre-release, which comes before the version itself; what follows a plus says nothing.
 */
public record VersionRange(@JsonValue String text) {

    public static final VersionRange ANY = new VersionRange("*");

    private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z.+-]*";
    private static final Pattern PREFIX = Pattern.compile("((?:[0-9]+\\.)+)\\*");
    private static final Pattern INTERVAL =
            Pattern.compile("([\\[(])\\s*(" + VERSION + ")?\\s*,\\s*(" + VERSION + ")?\\s*([\\])])");
    private static final int LONGEST = 100;

    @JsonCreator
    public VersionRange {
        boolean known = text.equals("*")
                || text.matches(VERSION)
                || PREFIX.matcher(text).matches()
                || INTERVAL.matcher(text).matches();
        if (!known || text.length() > LONGEST) {
            throw new IllegalArgumentException("'" + text
                    + "' names no versions: write *, 13.*, one version such as 13.0.3, or an interval such as"
                    + " [13.0,14.0)");
        }
    }

    /** Whether it covers every version there is, so that none needs to be known. */
    public boolean isAny() {
        return text.equals("*");
    }

    public boolean contains(String version) {
        Matcher prefix = PREFIX.matcher(text);
        Matcher interval = INTERVAL.matcher(text);
        if (isAny()) {
            return true;
        }
        if (prefix.matches()) {
            return (version + ".").startsWith(prefix.group(1)) || version.startsWith(prefix.group(1));
        }
        if (interval.matches()) {
            Optional<Integer> low = Optional.ofNullable(interval.group(2)).map(v -> compare(version, v));
            Optional<Integer> high = Optional.ofNullable(interval.group(3)).map(v -> compare(version, v));
            return low.map(c -> c > 0 || (c == 0 && interval.group(1).equals("[")))
                            .orElse(true)
                    && high.map(c -> c < 0 || (c == 0 && interval.group(4).equals("]")))
                            .orElse(true);
        }
        return compare(version, text) == 0;
    }

    static int compare(String a, String b) {
        String[] left = a.replaceFirst("\\+.*", "").split("-", 2);
        String[] right = b.replaceFirst("\\+.*", "").split("-", 2);
        int released = parts(left[0], right[0]);
        if (released != 0 || left.length != right.length) {
            return released != 0 ? released : Integer.compare(right.length, left.length);
        }
        return left.length == 1 ? 0 : parts(left[1], right[1]);
    }

    private static int parts(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = part(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareToIgnoreCase(b);
    }

    private static boolean isNumber(String part) {
        return part.matches("[0-9]+");
    }

    @Override
    public String toString() {
        return text;
    }
}
