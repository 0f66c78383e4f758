package dev.coldstart.core.cost;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What functions cost.
 *
 * @param perMillionRequests the price of a million requests, whatever they do
 * @param perGbSecond the price of a second with 1 GB (1024 MB) of configured memory
 * @param mibPerCpu the configured memory at which a function is given one whole CPU; empty: its CPU does not follow its memory
 * @param freeTier what a month has for nothing; empty: nothing
 */
public record FunctionPrices(
        double perMillionRequests,
        ByArchitecture<Double> perGbSecond,
        OptionalDouble mibPerCpu,
        Optional<FreeTier> freeTier) {

    public FunctionPrices {
        Checks.notNegative("functions.per-million-requests", perMillionRequests);
        Checks.notNegative("functions.per-gb-second.x64", perGbSecond.x64());
        Checks.notNegative("functions.per-gb-second.arm64", perGbSecond.arm64());
        mibPerCpu.ifPresent(mib -> Checks.positive("functions.mib-per-cpu", mib));
    }

    /** A month's requests and GB-seconds that cost nothing. */
    public record FreeTier(double requests, double gbSeconds) {
        public FreeTier {
            Checks.notNegative("functions.free-tier.requests", requests);
            Checks.notNegative("functions.free-tier.gb-seconds", gbSeconds);
        }
    }
}
