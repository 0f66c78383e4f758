package dev.coldstart.core.sample;

import java.util.OptionalLong;

/**
 * Memory one second after the first answer, in bytes, over all of the app's processes.
 *
 * @param rssBytes resident set, counted page by page ({@code Rss} of {@code smaps_rollup}; {@code VmRSS} is an estimate on
 *     kernels since 6.2)
 * @param pssBytes proportional set
 * @param peakBytes {@code VmHWM}: the most that was resident since exec
 * @param chargedBytes what the kernel counts against the container's memory limit and can't take back: all that is charged to
 *     its control group but pages of files. Empty where the group can't be read, and in samples of older versions
 * @param peakChargedBytes the most of it since the container was made; empty where the kernel does not keep it
 */
public record IdleMemory(
        long rssBytes, long pssBytes, long peakBytes, OptionalLong chargedBytes, OptionalLong peakChargedBytes) {
    public IdleMemory {
        if (rssBytes <= 0 || pssBytes <= 0 || peakBytes <= 0) {
            throw new IllegalArgumentException("a running process has memory");
        }
        if (chargedBytes.orElse(1) <= 0) {
            throw new IllegalArgumentException("a running process is charged for memory");
        }
        if (peakChargedBytes.isPresent()
                && (chargedBytes.isEmpty() || peakChargedBytes.getAsLong() < chargedBytes.getAsLong())) {
            throw new IllegalArgumentException(
                    "a peak of " + peakChargedBytes.getAsLong() + " bytes is below what is charged");
        }
    }

    /** Memory of an app whose control group can't be read. */
    public IdleMemory(long rssBytes, long pssBytes, long peakBytes) {
        this(rssBytes, pssBytes, peakBytes, OptionalLong.empty(), OptionalLong.empty());
    }
}
