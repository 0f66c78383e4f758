package dev.coldstart.core.study;

/**
 * A piece of a course in time.
 *
 * @param untilMs its end, since the gate was opened
 * @param requests answered in it
 * @param p50Ns the median latency of those; 0 where there were none
 * @param p99Ns what 99 % of them took
 * @param cpuNs the app's CPU time in it
 */
public record Slice(long untilMs, long requests, long p50Ns, long p99Ns, long cpuNs) {
    public Slice {
        if (untilMs < 0 || requests < 0 || p50Ns < 0 || p99Ns < 0 || cpuNs < 0) {
            throw new IllegalArgumentException("a piece of a course has nothing negative");
        }
    }
}
