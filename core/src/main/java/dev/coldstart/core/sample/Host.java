package dev.coldstart.core.sample;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the machine did during the start.
 *
 * @param stealMs time the hypervisor gave to others, all CPUs together, in steps of 10 ms
 * @param throttledNs time the app's cgroup was held back by its CPU quota; empty where it can't be read
 * @param load1 load average over a minute at the start's end
 * @param mhz the app's CPU's frequency where the kernel tells
 */
public record Host(long stealMs, OptionalLong throttledNs, double load1, OptionalDouble mhz) {
    public Host {
        if (stealMs < 0
                || throttledNs.orElse(0) < 0
                || !(load1 >= 0 && load1 < Double.POSITIVE_INFINITY)
                || !(mhz.orElse(0) >= 0 && mhz.orElse(0) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("what a machine did meanwhile can't be negative or without end: steal "
                    + stealMs + " ms, throttled " + throttledNs + ", load " + load1 + ", frequency " + mhz);
        }
    }
}
