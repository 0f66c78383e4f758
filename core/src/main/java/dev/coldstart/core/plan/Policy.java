package dev.coldstart.core.plan;

/**
 * What the team asks of a change before it acts on it.
 *
 * @param minimumGain the least gain in start that justifies the constraints of ahead-of-time compilation, as a fraction
 * @param regressionTolerance the largest loss since base that is put up with, as a fraction
 */
public record Policy(double minimumGain, double regressionTolerance) {

    public static final double DEFAULT_MINIMUM_GAIN = 0.10;
    public static final double DEFAULT_REGRESSION_TOLERANCE = 0.05;

    public Policy {
        if (!(minimumGain >= 0 && minimumGain < 1)) {
            throw new IllegalArgumentException("minimum gain must be a fraction from 0 up to 1: " + minimumGain);
        }
        if (!(regressionTolerance >= 0 && regressionTolerance < 10)) {
            throw new IllegalArgumentException(
                    "regression tolerance must be a fraction from 0 up to 10: " + regressionTolerance);
        }
    }

    public Policy(double minimumGain) {
        this(minimumGain, DEFAULT_REGRESSION_TOLERANCE);
    }

    public static Policy defaults() {
        return new Policy(DEFAULT_MINIMUM_GAIN);
    }
}
