package dev.coldstart.core.plan;

/**
 * A size of the machine that a start is given.
 *
 * @param cpus how many CPUs; fractions are a share of one
 * @param memoryBytes the memory limit, swap included
 */
public record Size(double cpus, long memoryBytes) {

    /** Lambda gives CPU in proportion to memory: so many MB are worth one CPU. */
    public static final double MEMORY_PER_CPU = 1769.0 * (1 << 20);

    public Size {
        RunSettings.checkSize(cpus, memoryBytes);
    }

    /** The share of a CPU that Lambda gives with a memory size. */
    public static Size ofFunction(long memoryBytes) {
        return new Size(Math.round(memoryBytes / MEMORY_PER_CPU * 1000) / 1000.0, memoryBytes);
    }
}
