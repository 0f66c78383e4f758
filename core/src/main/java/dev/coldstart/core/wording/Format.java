package dev.coldstart.core.wording;

import dev.coldstart.core.estimate.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people, the same in every rendering and under every locale: three digits that mean something. */
public final class Format {

    private static final double KIB = 1024;
    private static final double MIB = KIB * 1024;
    private static final double GIB = MIB * 1024;

    private Format() {}

    /** A figure in its metric's own unit: milliseconds, seconds, MiB for memory, MB for sizes, or a plain count. */
    public static String value(Metric metric, double value) {
        return switch (metric.unit()) {
            case MS ->
                switch (metric) {
                    case LOAD_CPU, WARM_CPU -> fine(value);
                    default -> milliseconds(value);
                };
            case SECONDS -> seconds(value);
            case PER_SECOND -> perSecond(value);
            case COUNT -> plain(value, 0);
            case BYTES ->
                switch (metric) {
                    case IDLE_RSS,
                            IDLE_PSS,
                            CHARGED_MEMORY,
                            PEAK_RSS,
                            PEAK_CHARGED,
                            EVENTS_CHARGED,
                            PEAK_UNDER_LOAD,
                            PEAK_CHARGED_UNDER_LOAD -> memory(value);
                    default -> size(value);
                };
        };
    }

    /** {@code 19.1 ms}, {@code 201 ms}, {@code 1.64 s}. */
    public static String milliseconds(double ms) {
        BigDecimal rounded = threeDigits(ms);
        return rounded.compareTo(BigDecimal.valueOf(1000)) < 0 ? digits(rounded) + " ms" : seconds(ms / 1000);
    }

    /** What a single request costs is less than a millisecond, as a rule: {@code 35.1 µs}. */
    private static String fine(double ms) {
        return ms < 1 ? digits(threeDigits(ms * 1000)) + " µs" : milliseconds(ms);
    }

    /** {@code 95.1/s}, {@code 12,300/s}. */
    public static String perSecond(double rate) {
        BigDecimal rounded = threeDigits(rate);
        return (rounded.compareTo(BigDecimal.valueOf(1000)) < 0
                        ? digits(rounded)
                        : String.format(Locale.ROOT, "%,d", rounded.longValue()))
                + "/s";
    }

    /** {@code 0.42 s}, {@code 41.3 s}, {@code 215 s}. */
    public static String seconds(double seconds) {
        return digits(threeDigits(seconds)) + " s";
    }

    /** Memory in binary units, as limits are given: {@code 60.5 MiB}. */
    static String memory(double bytes) {
        if (bytes < MIB) {
            return plain(bytes / KIB, 0) + " KiB";
        }
        return bytes < GIB ? plain(bytes / MIB, 1) + " MiB" : plain(bytes / GIB, 2) + " GiB";
    }

    /** A limit, which is a round number as a rule: {@code 512 MiB}. */
    public static String limit(double bytes) {
        return memory(bytes).replaceFirst("\\.0+ ", " ");
    }

    /** Sizes of files in decimal units, as registries show them: {@code 105.7 MB}. */
    public static String size(double bytes) {
        if (bytes < 1e6) {
            return plain(bytes / 1e3, 0) + " kB";
        }
        return bytes < 1e9 ? plain(bytes / 1e6, 1) + " MB" : plain(bytes / 1e9, 2) + " GB";
    }

    /** {@code 10.5x}, {@code 2.0x}, {@code 120x}. */
    static String factor(double factor) {
        return plain(factor, factor < 99.95 ? 1 : 0) + "x";
    }

    /** A change with its sign: {@code -12 %}, {@code +3.4 %}. */
    public static String change(double ratio) {
        String number = percent(ratio - 1);
        return number.equals("0 %") ? number : (ratio < 1 ? "-" : "+") + number;
    }

    /** A fraction without a sign: {@code 3 %}, {@code 2.4 %}. */
    public static String percent(double fraction) {
        double percent = Math.abs(fraction) * 100;
        boolean coarse = percent >= 9.95 && (percent < 99 || percent >= 100);
        return withoutZero(plain(percent, coarse ? 0 : 1)) + " %";
    }

    private static String withoutZero(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    /** A number of things with its noun: {@code 1 block}, {@code 24 blocks}. */
    public static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /** A number without needless zeros: {@code 1}, {@code 0.125}. */
    public static String bare(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal threeDigits(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_UP));
    }

    private static String digits(BigDecimal rounded) {
        int whole = rounded.precision() - rounded.scale();
        int decimals = Math.clamp(3L - Math.max(whole, 1), 0, 2);
        return rounded.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    private static String plain(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
