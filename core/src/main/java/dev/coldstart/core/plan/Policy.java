package dev.coldstart.core.plan;

/**
 * What the team asks of a change before it acts on it.
 *
 * @param minimumGain the least gain in start that justifies the constraints of ahead-of-time compilation, as a fraction
 */
public record Policy(double minimumGain) {

    public static final double DEFAULT_MINIMUM_GAIN = 0.10;

    public Policy {
        if (!(minimumGain >= 0 && minimumGain < 1)) {
            throw new IllegalArgumentException("minimum gain must be a fraction from 0 up to 1: " + minimumGain);
        }
    }

    public static Policy defaults() {
        return new Policy(DEFAULT_MINIMUM_GAIN);
    }
}
