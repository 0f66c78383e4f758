package dev.coldstart.core.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How many instances a node holds.
 *
 * @param byMemory as many as its memory holds
 * @param byCpu as many as its CPUs hold
 */
public record NodePacking(long byMemory, long byCpu) {

    private static final double BYTES_PER_GIB = 1L << 30;

    /** Which of the two is the smaller. */
    public enum Binding {
        MEMORY,
        CPU,
        BOTH;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Binding of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Packs a node.
     *
     * @param reserved the share of the node that its own system keeps
     * @param memoryBytes what an instance requests
     * @param cpus what an instance requests
     */
    public static NodePacking of(NodeType node, double reserved, double memoryBytes, double cpus) {
        double room = 1 - reserved;
        return new NodePacking(
                whole(node.memoryGib() * BYTES_PER_GIB * room / memoryBytes), whole(node.cpus() * room / cpus));
    }

    /** Quotients such as 2 / 0.1 come out a hair below the whole number that they are. */
    private static long whole(double quotient) {
        return (long) Math.floor(quotient * (1 + 1e-9));
    }

    /** Instances per node; 0 when not even one fits. */
    public long instances() {
        return Math.min(byMemory, byCpu);
    }

    public Binding binding() {
        return byMemory == byCpu ? Binding.BOTH : byMemory < byCpu ? Binding.MEMORY : Binding.CPU;
    }

    /**
     * What a month of so many instances costs: whole nodes, or their share of nodes that other apps fill up.
     *
     * @throws IllegalArgumentException when not even one instance fits
     */
    public double monthly(NodeType node, long count, boolean sharedNodes) {
        double month = node.perHour() * CostSettings.HOURS_PER_MONTH;
        return sharedNodes ? month * count / perNode() : month * nodes(count);
    }

    /** Nodes that so many instances need. */
    public long nodes(long count) {
        return Math.ceilDiv(count, perNode());
    }

    private long perNode() {
        if (instances() < 1) {
            throw new IllegalArgumentException("the node is too small for one instance");
        }
        return instances();
    }
}
