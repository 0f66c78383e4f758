package dev.coldstart.core.cost;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A variant that starts, as far as it matters for its cost. What was not measured is empty.
 *
 * @param variant its name
 * @param form its form, by which settings are given
 * @param perGbSecond the price of a GB-second on its architecture; empty where no functions are asked for
 * @param node the node type, when it is of this variant's architecture
 * @param cpus the CPUs that each start was given
 * @param firstMs the first response
 * @param afterListeningMs the part of it after the port was open
 * @param secondMs the second response
 * @param warmMs a request to a warm instance, where that was measured
 * @param functionBytes the memory of a function that was measured as such
 * @param loadMs the median answer under load; empty where no load was measured, as are the next two
 * @param cpuMs CPU time to the first response
 * @param containerMs the engine's part of a start
 * @param peakBytes the largest peak of all starts
 * @param idleBytes the largest idle set of all starts
 * @param chargedBytes the most that was charged to the container in any start: what a limit and a request of memory count
 * @param loadPeakBytes the largest peak of all loads
 * @param loadChargedBytes the most that was charged to the container in any load
 * @param packedBytes the compressed package
 */
public record Subject(
        String variant,
        String form,
        OptionalDouble perGbSecond,
        Optional<NodeType> node,
        double cpus,
        Range firstMs,
        Range afterListeningMs,
        Optional<Range> secondMs,
        Optional<Range> warmMs,
        OptionalDouble functionBytes,
        Optional<Range> loadMs,
        double cpuMs,
        OptionalDouble containerMs,
        OptionalDouble peakBytes,
        OptionalDouble idleBytes,
        OptionalDouble chargedBytes,
        OptionalDouble loadPeakBytes,
        OptionalDouble loadChargedBytes,
        OptionalDouble packedBytes) {}
