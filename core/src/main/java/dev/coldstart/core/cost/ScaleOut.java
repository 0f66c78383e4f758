package dev.coldstart.core.cost;

import java.util.OptionalDouble;

/**
 * How long it takes until instances answer that were not there before. The model: every node pulls the image once, all at the
 * same time; then all instances of a node start together; each takes its container's start and its first response, and as they
 * share the node's CPUs, none of them answers before the CPU time of all has been spent.
 *
 * @param pullMs pulling the image; empty: not known, and not in the total
 * @param containerMs the engine's part of a start
 * @param startMs until the last of a node's instances answers
 * @param nodes nodes that are needed
 * @param together instances that start together on the fullest node
 */
public record ScaleOut(OptionalDouble pullMs, double containerMs, double startMs, long nodes, long together) {

    /**
     * Works the model out.
     *
     * @param firstMs the first response of one instance alone
     * @param cpuMs the CPU time that it spends until then
     */
    public static ScaleOut of(
            NodePacking packing,
            NodeType node,
            int instances,
            OptionalDouble pullMs,
            double containerMs,
            double firstMs,
            double cpuMs) {
        long nodes = packing.nodes(instances);
        long together = Math.ceilDiv((long) instances, nodes);
        double contended = together * cpuMs / node.cpus();
        return new ScaleOut(pullMs, containerMs, Math.max(firstMs, contended), nodes, together);
    }

    public double totalMs() {
        return pullMs.orElse(0) + containerMs + startMs;
    }
}
