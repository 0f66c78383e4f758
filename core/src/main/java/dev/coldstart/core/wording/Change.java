package dev.coldstart.core.wording;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.estimate.Metric;

/**
 * One contrast in words.
 *
 * @param amount for a table's cell: {@code 10.5x faster}, {@code -68 %}, {@code no change seen}, {@code inconclusive}
 * @param range its 95 % interval or what takes its place; may be empty
 * @param hint what would settle it; empty when it is settled
 * @param tone whether a reader should be glad
 */
public record Change(String amount, String range, String hint, Tone tone) {

    /** What is said where no difference is seen. */
    public static final String NONE_SEEN = "no change seen";

    public enum Tone {
        BETTER,
        WORSE,
        NEUTRAL
    }

    /** From a doubling on a factor is easier to read than a percentage; less memory is a percentage until next to none is left. */
    private static final double DOUBLE = 2;

    private static final double HUNDREDTH = 0.01;

    /** Where all pairs are equal, the interval has no width: nothing smaller is claimed to be visible. */
    private static final double MIN_SHOWN = 0.001;

    public static Change of(Contrast contrast) {
        boolean repeated = contrast.pairs() > 1 || contrast.low().isPresent();
        if (!repeated && isMeasuredOnce(contrast.metric())) {
            return once(contrast);
        }
        return switch (contrast.decision()) {
            case BETTER -> new Change(amount(contrast), range(contrast), "", Tone.BETTER);
            case WORSE -> new Change(amount(contrast), range(contrast), "", Tone.WORSE);
            case SAME -> new Change(NONE_SEEN, smallestVisible(contrast), "", Tone.NEUTRAL);
            case INCONCLUSIVE -> new Change("inconclusive", range(contrast), hint(contrast), Tone.NEUTRAL);
        };
    }

    /** The same, and no reader should be glad of it. */
    public Change withoutPraise() {
        return tone == Tone.BETTER ? new Change(amount, range, hint, Tone.NEUTRAL) : this;
    }

    /** {@code 10.5x faster (9.9x to 11.2x)}, {@code no change seen (smaller than 3 %)}. */
    public String inFull() {
        String inside = range.isEmpty() || hint.isEmpty() ? range + hint : range + ", " + hint;
        return inside.isEmpty() ? amount : amount + " (" + inside + ")";
    }

    /** The same without what would settle it, for a place that is narrow. */
    public String inShort() {
        return range.isEmpty() ? amount : amount + " (" + range + ")";
    }

    /**
     * A settled change as part of a sentence: {@code 10.5x faster than jit (9.9x to 11.2x)}, {@code 68 % less memory than jit
     * (67 % to 69 %)}.
     */
    public static String inWords(Contrast contrast, String than) {
        double ratio = contrast.ratio();
        if (asFactor(contrast.metric(), ratio)) {
            return amount(contrast) + " than " + than + " (" + range(contrast) + ")";
        }
        Sense sense = ratio < 1 ? Sense.LESS : Sense.MORE;
        // "12 % faster" could mean a time 12 % or 11 % shorter.
        String words = isTime(contrast.metric())
                ? (sense == Sense.LESS ? "less time" : "more time")
                : direction(contrast.metric(), sense);
        return Format.percent(ratio - 1) + " " + words + " than " + than + " (" + unsignedRange(contrast) + ")";
    }

    private static String unsignedRange(Contrast contrast) {
        double low = contrast.low().orElse(1);
        double high = contrast.high().orElse(1);
        if ((low - 1) * (high - 1) <= 0) {
            return range(contrast);
        }
        double nearer = Math.min(Math.abs(low - 1), Math.abs(high - 1));
        return Format.percent(nearer) + " to " + Format.percent(Math.max(Math.abs(low - 1), Math.abs(high - 1)));
    }

    private static boolean isTime(Metric metric) {
        return switch (metric) {
            case FIRST_RESPONSE,
                    EXEC,
                    PORT_OPEN,
                    SECOND_RESPONSE,
                    INIT,
                    FIRST_EVENT,
                    WARM_EVENT,
                    BETWEEN_EVENTS,
                    CONTAINER_START,
                    BUILD_TIME,
                    LOAD_P50,
                    LOAD_P90,
                    LOAD_P99,
                    LOAD_P999,
                    WARM_P50,
                    WARM_P99 -> true;
            default -> false;
        };
    }

    private static Change once(Contrast contrast) {
        double ratio = contrast.ratio();
        if (Format.change(ratio).equals("0 %")) {
            return new Change("the same", "", "", Tone.NEUTRAL);
        }
        return new Change(amount(contrast), "", "", ratio < 1 ? Tone.BETTER : Tone.WORSE);
    }

    private static boolean isMeasuredOnce(Metric metric) {
        return switch (metric) {
            case PUBLISHED_SIZE, SYMBOLS_SIZE, PACKED_SIZE, IMAGE_SIZE, BUILD_TIME, BUILD_WARNINGS -> true;
            default -> false;
        };
    }

    private static boolean asFactor(Metric metric, double ratio) {
        boolean time = isTime(metric)
                || switch (metric) {
                    case CPU_TO_FIRST_RESPONSE, USER_CPU, SYSTEM_CPU, LOAD_CPU, WARM_CPU, THROUGHPUT -> true;
                    default -> false;
                };
        return ratio >= DOUBLE || ratio <= (time ? 1 / DOUBLE : HUNDREDTH);
    }

    private static String amount(Contrast contrast) {
        double ratio = contrast.ratio();
        if (!asFactor(contrast.metric(), ratio)) {
            return Format.change(ratio);
        }
        return ratio < 1
                ? Format.factor(1 / ratio) + " " + shortDirection(contrast.metric(), Sense.LESS)
                : Format.factor(ratio) + " " + shortDirection(contrast.metric(), Sense.MORE);
    }

    private static String range(Contrast contrast) {
        if (contrast.low().isEmpty() || contrast.high().isEmpty()) {
            return "no interval yet";
        }
        double low = contrast.low().getAsDouble();
        double high = contrast.high().getAsDouble();
        boolean factor = contrast.decision() != Decision.INCONCLUSIVE && asFactor(contrast.metric(), contrast.ratio());
        if (factor && high < 1) {
            return Format.factor(1 / high) + " to " + Format.factor(1 / low);
        }
        return factor && low > 1
                ? Format.factor(low) + " to " + Format.factor(high)
                : Format.change(low) + " to " + Format.change(high);
    }

    private static String smallestVisible(Contrast contrast) {
        return contrast.smallestVisible().isPresent()
                ? "smaller than "
                        + Format.percent(
                                Math.max(MIN_SHOWN, contrast.smallestVisible().getAsDouble()))
                : "";
    }

    private static String hint(Contrast contrast) {
        return contrast.settledBy().isPresent()
                ? "needs about " + contrast.settledBy().getAsInt() + " blocks"
                : "";
    }

    private enum Sense {
        LESS,
        MORE
    }

    private static String shortDirection(Metric metric, Sense sense) {
        return switch (metric) {
            case IDLE_RSS,
                    IDLE_PSS,
                    CHARGED_MEMORY,
                    PEAK_RSS,
                    PEAK_CHARGED,
                    EVENTS_CHARGED,
                    PEAK_UNDER_LOAD,
                    PEAK_CHARGED_UNDER_LOAD,
                    CPU_TO_FIRST_RESPONSE,
                    USER_CPU,
                    SYSTEM_CPU,
                    LOAD_CPU,
                    WARM_CPU,
                    THROUGHPUT -> sense == Sense.LESS ? "less" : "more";
            default -> direction(metric, sense);
        };
    }

    private static String direction(Metric metric, Sense sense) {
        boolean less = sense == Sense.LESS;
        return switch (metric) {
            case FIRST_RESPONSE,
                    EXEC,
                    PORT_OPEN,
                    SECOND_RESPONSE,
                    INIT,
                    FIRST_EVENT,
                    WARM_EVENT,
                    BETWEEN_EVENTS,
                    CONTAINER_START,
                    BUILD_TIME,
                    LOAD_P50,
                    LOAD_P90,
                    LOAD_P99,
                    LOAD_P999,
                    WARM_P50,
                    WARM_P99 -> less ? "faster" : "slower";
            case CPU_TO_FIRST_RESPONSE, USER_CPU, SYSTEM_CPU, LOAD_CPU, WARM_CPU ->
                less ? "less CPU time" : "more CPU time";
            case THROUGHPUT -> less ? "fewer requests a second" : "more requests a second";
            case IDLE_RSS,
                    IDLE_PSS,
                    CHARGED_MEMORY,
                    PEAK_RSS,
                    PEAK_CHARGED,
                    EVENTS_CHARGED,
                    PEAK_UNDER_LOAD,
                    PEAK_CHARGED_UNDER_LOAD -> less ? "less memory" : "more memory";
            case PUBLISHED_SIZE, SYMBOLS_SIZE, PACKED_SIZE, IMAGE_SIZE -> less ? "smaller" : "larger";
            case MINOR_FAULTS, MAJOR_FAULTS, THREADS, BUILD_WARNINGS -> less ? "fewer" : "more";
        };
    }
}
