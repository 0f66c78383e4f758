package dev.coldstart.core.units;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers with units, as people write them. Each method throws {@link IllegalArgumentException} saying what would be right. */
public final class Units {

    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z/%]*)");

    /** As the container engines read them: m and g are powers of 1024. MB and GB are what they are on a disk's label. */
    private static final Map<String, Long> SIZES = Map.ofEntries(
            Map.entry("b", 1L),
            Map.entry("k", 1L << 10),
            Map.entry("kib", 1L << 10),
            Map.entry("kb", 1_000L),
            Map.entry("m", 1L << 20),
            Map.entry("mib", 1L << 20),
            Map.entry("mb", 1_000_000L),
            Map.entry("g", 1L << 30),
            Map.entry("gib", 1L << 30),
            Map.entry("gb", 1_000_000_000L));

    private static final Map<String, Long> NANOS = new TreeMap<>(Map.of(
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "min",
            60_000_000_000L,
            "h",
            3600_000_000_000L,
            "d",
            24 * 3600_000_000_000L));

    /** As networks are sold, in bits, or as downloads show it, in bytes. */
    private static final Map<String, Long> BITS_PER_SECOND = Map.of(
            "mbit/s", 1_000_000L,
            "gbit/s", 1_000_000_000L,
            "kb/s", 8_000L,
            "mb/s", 8_000_000L,
            "gb/s", 8_000_000_000L,
            "mib/s", 8L << 20,
            "gib/s", 8L << 30);

    private Units() {}

    /** Bytes: {@code 512m}, {@code 1g}, {@code 256MiB}. */
    public static long bytes(String text) {
        return quantity(text, SIZES, "a size with its unit, such as 512m, 256MiB or 1g")
                .longValue();
    }

    /** {@code 60s}, {@code 500ms}, {@code 2m}. */
    public static Duration duration(String text) {
        return Duration.ofNanos(quantity(text, NANOS, "a duration with its unit, such as 60s, 500ms or 2m")
                .longValue());
    }

    /** Bytes per second: {@code 1Gbit/s}, {@code 100MB/s}. */
    public static double bandwidth(String text) {
        double bytes = quantity(text, BITS_PER_SECOND, "a bandwidth with its unit, such as 1Gbit/s or 100MB/s")
                        .doubleValue()
                / 8;
        if (!(bytes > 0)) {
            throw new IllegalArgumentException("it must be above zero");
        }
        return bytes;
    }

    /** A fraction from a percentage: {@code 10%} is 0.1. */
    public static double percentage(String text) {
        return quantity(text, Map.of("%", 1L), "a percentage with its sign, such as 10%")
                .movePointLeft(2)
                .doubleValue();
    }

    private static BigDecimal quantity(String text, Map<String, Long> units, String wanted) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + wanted);
        }
        String unit = matcher.group(2);
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no unit: write " + wanted);
        }
        Long factor = units.get(unit.toLowerCase(Locale.ROOT));
        if (factor == null) {
            throw new IllegalArgumentException("'" + unit + "' is not a unit here (known: "
                    + units.keySet().stream().sorted().collect(Collectors.joining(", ")) + "): write " + wanted);
        }
        BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
        if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return value;
    }
}
