package dev.coldstart.core.cost;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What cost is asked for: with which prices, for which use. What is not given and can't be measured stays out of the figures
 * and is named.
 *
 * @param functions empty: no cost of functions is asked for
 * @param containers empty: no cost of containers is asked for
 */
public record CostSettings(Prices prices, Optional<Functions> functions, Optional<Containers> containers) {

    /** The hours of a month, on average. */
    public static final double HOURS_PER_MONTH = 730;

    public CostSettings {
        if (functions.isEmpty() && containers.isEmpty()) {
            throw new IllegalArgumentException("cost is asked for neither functions nor containers");
        }
        functions.ifPresent(f -> {
            if (prices.functions().isEmpty()) {
                throw new IllegalArgumentException("the prices of " + prices.region() + " have none for functions");
            }
            if (f.freeTier() && prices.functions().get().freeTier().isEmpty()) {
                throw new IllegalArgumentException("the prices of " + prices.region() + " have no free tier");
            }
        });
        containers.ifPresent(c -> {
            if (prices.node(c.node()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the prices of " + prices.region() + " have no node type " + c.node());
            }
        });
    }

    /**
     * Functions, billed by configured memory and duration.
     *
     * @param memoryBytes configured memory; where it is not given it is proposed from the measured peak
     * @param headroom what the proposal adds to the peak, as a fraction
     * @param warmMs the duration of a request to a warm instance; where it is not given the second answer stands in
     * @param coldShare the share of requests that meet a cold start; empty: not known
     * @param initBilled whether the time until the app listens is billed
     * @param freeTier whether a month's free tier is taken off
     * @param requests requests per month; empty: not known
     */
    public record Functions(
            ByForm<Long> memoryBytes,
            double headroom,
            ByForm<Double> warmMs,
            OptionalDouble coldShare,
            boolean initBilled,
            boolean freeTier,
            OptionalLong requests) {

        public static final double DEFAULT_HEADROOM = 0.5;

        public Functions {
            Checks.notNegative("headroom", headroom);
            coldShare.ifPresent(share -> Checks.share("cold-share", share));
            memoryBytes.all().ifPresent(b -> Checks.positive("memory", (double) b));
            memoryBytes.forms().forEach((form, b) -> Checks.positive("memory." + form, (double) b));
            warmMs.all().ifPresent(ms -> Checks.positive("warm", ms));
            warmMs.forms().forEach((form, ms) -> Checks.positive("warm." + form, ms));
            requests.ifPresent(n -> Checks.notNegative("requests", (double) n));
        }

        public static Functions defaults() {
            return new Functions(
                    ByForm.none(),
                    DEFAULT_HEADROOM,
                    ByForm.none(),
                    OptionalDouble.empty(),
                    true,
                    false,
                    OptionalLong.empty());
        }
    }

    /**
     * Containers that always run, on nodes that are paid by the hour.
     *
     * @param node the name of a node type of the price list
     * @param memoryBytes what an instance requests; where it is not given, the measured peak with the headroom
     * @param headroom what is added to the measured peak, as a fraction
     * @param cpus what an instance requests; empty: as many as each start was given
     * @param reserved the share of a node that its own system keeps
     * @param instances how many run; empty: not known
     * @param bytesPerSecond at which an image is pulled; empty: not known
     * @param sharedNodes whether other apps fill what is left of a node, so that an instance costs its share of it
     */
    public record Containers(
            String node,
            ByForm<Long> memoryBytes,
            double headroom,
            OptionalDouble cpus,
            double reserved,
            OptionalInt instances,
            OptionalDouble bytesPerSecond,
            boolean sharedNodes) {

        public static final double DEFAULT_HEADROOM = 0.25;

        public Containers {
            Checks.name("node", node);
            Checks.notNegative("headroom", headroom);
            memoryBytes.all().ifPresent(b -> Checks.positive("memory", (double) b));
            memoryBytes.forms().forEach((form, b) -> Checks.positive("memory." + form, (double) b));
            cpus.ifPresent(c -> Checks.positive("cpus", c));
            if (!(reserved >= 0 && reserved < 1)) {
                throw new IllegalArgumentException("reserved is a share below 100%, and this is " + reserved);
            }
            instances.ifPresent(n -> Checks.positive("instances", n));
            bytesPerSecond.ifPresent(b -> Checks.positive("bandwidth", b));
        }

        public static Containers on(String node) {
            return new Containers(
                    node,
                    ByForm.none(),
                    DEFAULT_HEADROOM,
                    OptionalDouble.empty(),
                    0,
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    true);
        }
    }
}
