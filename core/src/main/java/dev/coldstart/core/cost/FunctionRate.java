package dev.coldstart.core.cost;

import java.util.Optional;

/**
 * What one function costs by its requests: each request its price and its GB-seconds.
 *
 * @param perRequest the price of a request, whatever it does
 * @param perGbSecond the price of a GB-second
 * @param gbSeconds the GB-seconds of a request, on average
 * @param freeTier what a month has for nothing
 */
public record FunctionRate(
        double perRequest, double perGbSecond, double gbSeconds, Optional<FunctionPrices.FreeTier> freeTier) {

    private static final double BYTES_PER_GB = 1L << 30;

    public FunctionRate {
        Checks.notNegative("per-request", perRequest);
        Checks.notNegative("per-gb-second", perGbSecond);
        Checks.notNegative("gb-seconds", gbSeconds);
    }

    /** GB-seconds that are billed for a duration: whole milliseconds, begun ones included, one at the least. A GB is 1024 MB. */
    public static double gbSeconds(double memoryBytes, double ms) {
        // A hundred-thousandth of a millisecond is a rounding error of ours, not a begun millisecond.
        return memoryBytes / BYTES_PER_GB * Math.max(1, Math.ceil(ms - 1e-5)) / 1000;
    }

    /** What a month with so many requests costs. */
    public double monthly(double requests) {
        double freeRequests = freeTier.map(FunctionPrices.FreeTier::requests).orElse(0.0);
        double freeGbSeconds = freeTier.map(FunctionPrices.FreeTier::gbSeconds).orElse(0.0);
        return perRequest * Math.max(0, requests - freeRequests)
                + perGbSecond * Math.max(0, requests * gbSeconds - freeGbSeconds);
    }

    /**
     * The number of requests at which a month costs the amount: below it the function costs less, above it more. Infinite when
     * no number of requests costs as much, which is so only where requests cost nothing.
     */
    public double requestsFor(double amount) {
        if (!(amount > 0)) {
            return 0;
        }
        double freeRequests = freeTier.map(FunctionPrices.FreeTier::requests).orElse(0.0);
        double freeGbSeconds = freeTier.map(FunctionPrices.FreeTier::gbSeconds).orElse(0.0);
        double paidFrom = perRequest > 0 ? freeRequests : Double.POSITIVE_INFINITY;
        double computeFrom = perGbSecond * gbSeconds > 0 ? freeGbSeconds / gbSeconds : Double.POSITIVE_INFINITY;
        double first = Math.min(paidFrom, computeFrom);
        if (Double.isInfinite(first)) {
            return first;
        }
        // The cost rises in two straight pieces: with one of the prices, from the later start with both.
        double slope = first == paidFrom ? perRequest : perGbSecond * gbSeconds;
        double second = Math.max(paidFrom, computeFrom);
        double atSecond = slope * (second - first);
        if (amount <= atSecond) {
            return first + amount / slope;
        }
        return second + (amount - atSecond) / (perRequest + perGbSecond * gbSeconds);
    }
}
