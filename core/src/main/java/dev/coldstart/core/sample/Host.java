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
public record Host(long stealMs, OptionalLong throttledNs, double load1, OptionalDouble mhz) {}
