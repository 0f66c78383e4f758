package dev.coldstart.core.sample;

/**
 * When things happened in the start of an HTTP service, in nanoseconds of the monotonic clock since the gate was opened.
 *
 * @param execNs the app's own program was seen to run in place of the gate
 * @param portNs a connection was accepted
 * @param firstNs the whole of the first accepted answer had been read: the figure
 * @param secondNs the whole answer to the request after that had been read; its duration alone is {@code secondNs - secondSentNs}
 * @param secondSentNs that second request was begun
 * @param attempts connections tried, the successful one included
 */
public record HttpPhases(long execNs, long portNs, long firstNs, long secondSentNs, long secondNs, int attempts)
        implements Phases {
    public HttpPhases {
        if (execNs < 0 || portNs < 0 || firstNs < portNs || secondSentNs < firstNs || secondNs < secondSentNs) {
            throw new IllegalArgumentException("phases out of order: exec " + execNs + ", port " + portNs + ", first "
                    + firstNs + ", second " + secondSentNs + " to " + secondNs);
        }
    }

    @Override
    public long endNs() {
        return secondNs;
    }
}
