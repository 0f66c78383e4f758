package dev.coldstart.core.plan;

import dev.coldstart.core.policy.TeamPolicy;
import java.util.List;

/**
 * What the team asks of a change before it acts on it.
 *
 * @param minimumGain the least gain in start that justifies the constraints of ahead-of-time compilation, as a fraction
 * @param regressionTolerance the largest loss since base that is put up with, as a fraction
 * @param metrics ids of the metrics that decide whether a change since base costs something
 * @param team its answers, its library list and its exceptions
 */
public record Policy(double minimumGain, double regressionTolerance, List<String> metrics, TeamPolicy team) {

    public static final double DEFAULT_MINIMUM_GAIN = 0.10;
    public static final double DEFAULT_REGRESSION_TOLERANCE = 0.05;
    public static final List<String> DEFAULT_METRICS = List.of("first-response", "idle-rss", "published-size");

    private static final int MAX_METRICS = 100;

    public Policy {
        metrics = List.copyOf(metrics);
        if (!(minimumGain >= 0 && minimumGain < 1)) {
            throw new IllegalArgumentException("minimum gain must be a fraction from 0 up to 1: " + minimumGain);
        }
        if (!(regressionTolerance >= 0 && regressionTolerance < 10)) {
            throw new IllegalArgumentException(
                    "regression tolerance must be a fraction from 0 up to 10: " + regressionTolerance);
        }
        Bounds.count("metrics that decide", metrics.size(), MAX_METRICS);
        metrics.forEach(metric -> Bounds.length("a metric's id", metric, Bounds.MAX_NAME));
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("at least one metric has to decide");
        }
    }

    public Policy(double minimumGain, double regressionTolerance) {
        this(minimumGain, regressionTolerance, DEFAULT_METRICS, TeamPolicy.NONE);
    }

    public Policy(double minimumGain) {
        this(minimumGain, DEFAULT_REGRESSION_TOLERANCE);
    }

    public static Policy defaults() {
        return new Policy(DEFAULT_MINIMUM_GAIN);
    }
}
