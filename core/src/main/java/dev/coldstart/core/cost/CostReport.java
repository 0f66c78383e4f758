package dev.coldstart.core.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the variants cost. Amounts are in the currency of the plan's prices, months have {@value CostSettings#HOURS_PER_MONTH}
 * hours.
 *
 * @param missing what is left out for want of an input, one sentence each
 */
public record CostReport(
        List<OfFunction> functions, List<OfContainer> containers, List<BreakEven> breakEvens, List<String> missing) {

    public CostReport {
        functions = List.copyOf(functions);
        containers = List.copyOf(containers);
        breakEvens = List.copyOf(breakEvens);
        missing = List.copyOf(missing);
    }

    /**
     * One variant as a function.
     *
     * @param memoryBytes configured
     * @param coldMs what is billed of a request that meets a cold start
     * @param gbSeconds of a request, on average
     * @param perTenMillion the price of ten million requests in one month
     * @param perMillionCold the price of a million requests that all meet a cold start, without a free tier
     * @param monthly at the number of requests that was given; empty: none was
     */
    public record OfFunction(
            String variant,
            double memoryBytes,
            Basis memoryFrom,
            Range warmMs,
            Basis warmFrom,
            Range coldMs,
            Range gbSeconds,
            Range perTenMillion,
            Range perMillionCold,
            Optional<Range> monthly) {}

    /**
     * One variant as a container that always runs.
     *
     * @param memoryBytes requested
     * @param cpus requested
     * @param perNode instances on a node; 0: not even one fits, and there is no price
     * @param instances how many are paid for: those that were given, or one
     * @param perMonth what they cost
     * @param nodes whole nodes that they need
     * @param pullMs pulling the compressed package
     * @param scaleOut until all instances answer; empty: their number was not given
     */
    public record OfContainer(
            String variant,
            double memoryBytes,
            Basis memoryFrom,
            double cpus,
            Basis cpusFrom,
            NodePacking holds,
            long perNode,
            NodePacking.Binding binding,
            int instances,
            OptionalDouble perMonth,
            OptionalInt nodes,
            OptionalDouble pullMs,
            Optional<ScaleOut> scaleOut) {}

    /**
     * Where a variant costs as much as a function as it does as containers that always run.
     *
     * @param requests per month; empty where the two never cost the same
     * @param perMonth what the containers cost
     */
    public record BreakEven(String variant, Cheaper cheaper, Optional<Range> requests, double perMonth) {}

    /** Which of the two is cheaper. */
    public enum Cheaper {
        /** The function below the number of requests, the containers above it. */
        BY_REQUESTS,
        /** The function, whatever the number of requests: they cost nothing. */
        FUNCTION,
        /** The containers, whatever the number of requests: they cost nothing. */
        CONTAINER;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Cheaper of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
