package dev.coldstart.core.sample;

/**
 * What the app's processes had used when the first answer had been read.
 *
 * @param cpuNs CPU time since the gate was opened, user and system, from the processes' CPU clocks
 * @param minorFaults page faults served without the disk
 * @param majorFaults page faults that waited for the disk
 * @param threads threads alive
 * @param processes processes alive, at least one
 */
public record Usage(long cpuNs, long minorFaults, long majorFaults, int threads, int processes) {
    public Usage {
        if (cpuNs < 0 || minorFaults < 0 || majorFaults < 0 || threads < 1 || processes < 1) {
            throw new IllegalArgumentException("usage can't be negative");
        }
    }
}
