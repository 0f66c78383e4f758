package dev.coldstart.core.sample;

/**
 * Memory one second after the first answer, in bytes, over all of the app's processes.
 *
 * @param rssBytes resident set, counted page by page ({@code Rss} of {@code smaps_rollup}; {@code VmRSS} is an estimate on
 *     kernels since 6.2)
 * @param pssBytes proportional set
 * @param peakBytes {@code VmHWM}: the most that was resident since exec
 */
public record IdleMemory(long rssBytes, long pssBytes, long peakBytes) {
    public IdleMemory {
        if (rssBytes <= 0 || pssBytes <= 0 || peakBytes <= 0) {
            throw new IllegalArgumentException("a running process has memory");
        }
    }
}
