package dev.coldstart.core.study;

/**
 * What it cost to make the load, so that a reader can tell the app's part from ours.
 *
 * @param cpuNs CPU time of the generator
 * @param lateNs what 99 % of the requests were sent within, after they were meant to be; 0 in a closed loop
 * @param connections that were open at the most
 */
public record Generator(Place place, long cpuNs, long lateNs, int connections) {

    /** Where it ran. */
    public enum Place {
        /** On a CPU that the app can't use. */
        APART,
        /** On the app's CPUs, as there is no other. */
        BESIDE
    }

    public Generator {
        if (cpuNs < 0 || lateNs < 0 || connections < 0) {
            throw new IllegalArgumentException("what the load cost can't be negative");
        }
    }
}
