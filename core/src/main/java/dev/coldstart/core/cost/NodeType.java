package dev.coldstart.core.cost;

/**
 * A machine that containers run on.
 *
 * @param name as the provider calls it
 * @param cpus virtual CPUs
 * @param memoryGib memory in GiB
 * @param perHour the price of an hour
 */
public record NodeType(String name, double cpus, double memoryGib, double perHour) {

    public NodeType {
        Checks.name("nodes.name", name);
        Checks.positive("nodes.cpus", cpus);
        Checks.positive("nodes.memory-gib", memoryGib);
        Checks.notNegative("nodes.per-hour", perHour);
    }
}
