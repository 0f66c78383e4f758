package dev.coldstart.core.wording;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.sample.Outcome;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a report's sentences say changes and failures; numbers are {@link Format}'s. No sentence ends with a full stop; names are
 * as the caller gave them.
 */
public final class Wording {

    /** From here on a factor reads better than a percentage; the tables do the same. */
    private static final double FACTOR_FROM = 2;

    private Wording() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> items) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    /** {@code 1 CPU}, {@code 0.5 CPUs}. */
    public static String cpus(double cpus) {
        return Format.bare(cpus) + (cpus == 1 ? " CPU" : " CPUs");
    }

    /**
     * A change of a time with its interval, such as {@code 10.5x faster (9.4x to 11.2x)}, {@code 3.2 % less time (5.1 % less
     * to 1.4 % more)} or, without an interval, {@code 2.0x slower (no interval from 3 pairs)}.
     */
    public static String change(Contrast contrast) {
        double ratio = contrast.ratio();
        if (contrast.low().isEmpty() || contrast.high().isEmpty()) {
            return shortChange(ratio) + " (no interval from " + Format.count(contrast.pairs(), "pair") + ")";
        }
        double low = contrast.low().getAsDouble();
        double high = contrast.high().getAsDouble();
        if (ratio <= 1 / FACTOR_FROM && high < 1) {
            return shortChange(ratio) + " (" + Format.factor(1 / high) + " to " + Format.factor(1 / low) + ")";
        }
        if (ratio >= FACTOR_FROM && low > 1) {
            return shortChange(ratio) + " (" + Format.factor(low) + " to " + Format.factor(high) + ")";
        }
        return lessOrMore(ratio, " time") + " (" + range(low, high) + ")";
    }

    private static String shortChange(double ratio) {
        if (ratio <= 1 / FACTOR_FROM) {
            return Format.factor(1 / ratio) + " faster";
        }
        return ratio >= FACTOR_FROM ? Format.factor(ratio) + " slower" : lessOrMore(ratio, " time");
    }

    private static String range(double low, double high) {
        if (high < 1) {
            return Format.percent(1 - high) + " to " + Format.percent(1 - low) + " less";
        }
        if (low > 1) {
            return Format.percent(low - 1) + " to " + Format.percent(high - 1) + " more";
        }
        return lessOrMore(low, "") + " to " + lessOrMore(high, "");
    }

    private static String lessOrMore(double ratio, String of) {
        String percent = Format.percent(ratio - 1);
        if (percent.equals("0 %")) {
            return of.isEmpty() ? "none" : "the same" + of;
        }
        return percent + (ratio < 1 ? " less" : " more") + of;
    }

    /** What a failed start did, as in "1 of 20 starts failed: ...". */
    public static String failure(Outcome.Failed failed) {
        return switch (failed.reason()) {
            case EXITED -> exited(failed);
            case KILLED_FOR_MEMORY -> "killed at its memory limit";
            case NOT_IN_FORCE -> "its AOT cache was refused by the JVM";
            case NEVER_LISTENED -> "never listened on its port";
            case WRONG_STATUS -> "answered with the wrong status";
            case WRONG_HEADER -> "answered with a wrong header";
            case WRONG_BODY -> "answered with a wrong body";
            case TIMED_OUT -> "gave no whole answer in time";
            case NEVER_ASKED -> "did not ask for an event in time";
            case FUNCTION_ERROR -> "responded with an error";
            case MISUSED_API -> "did what the Runtime API does not allow";
            case WRONG_EXIT -> exited(failed);
            case WRONG_OUTPUT -> "printed something else than expected";
            case NOT_ENDED -> "had not ended in time";
            case WRONG_ARCHITECTURE -> "is native code for another architecture";
            case PORT_IN_USE -> "found its port in use";
            case ENGINE_FAILED -> "the container engine could not start it";
        };
    }

    private static String exited(Outcome.Failed failed) {
        if (failed.signal().isPresent()) {
            return "ended by " + failed.signal().get();
        }
        OptionalInt code = failed.exitCode();
        return code.isPresent() ? "exited with code " + code.getAsInt() : "exited";
    }
}
