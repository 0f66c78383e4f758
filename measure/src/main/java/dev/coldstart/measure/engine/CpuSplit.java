package dev.coldstart.measure.engine;

import dev.coldstart.core.sample.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which CPUs the app gets and which the prober, so that neither eats the other's.
 *
 * @param app cpuset list of the app; empty when it can't be pinned apart from the prober
 * @param prober cpuset list of the prober; empty likewise
 * @param nanoCpus the app's quota in billionths of a CPU, where its share is not a whole number of pinned CPUs
 * @param notes what a reader should know, one sentence each
 */
public record CpuSplit(Optional<String> app, Optional<String> prober, OptionalLong nanoCpus, List<String> notes) {

    private static final double NANOS = 1e9;

    /** The same, with an engine that can set every limit. */
    public static CpuSplit of(int machineCpus, double cpus) {
        return of(machineCpus, cpus, Set.of());
    }

    /**
     * Pinning a CPU of its own to the app gave fewer outliers than a quota (3.4 % against 6.0 %), so a quota is set only for
     * a share that pinning can't express.
     *
     * @param machineCpus CPUs that the engine's machine has
     * @param cpus what the app is to have
     * @param lacks the limits that the engine can't set
     * @throws EngineException when the machine has fewer
     */
    public static CpuSplit of(int machineCpus, double cpus, Set<Limit> lacks) {
        if (cpus > machineCpus) {
            throw new EngineException(plain(cpus) + " CPUs were asked for, and the engine's machine has " + machineCpus
                    + ": ask for that many at most (run.cpus, --cpus)");
        }
        int whole = (int) Math.ceil(cpus);
        boolean canPin = !lacks.contains(Limit.CPU_PINNING);
        double pinned = canPin && whole < machineCpus ? whole : machineCpus;
        OptionalLong quota = cpus < pinned && !lacks.contains(Limit.CPU_QUOTA)
                ? OptionalLong.of(Math.round(cpus * NANOS))
                : OptionalLong.empty();
        if (whole >= machineCpus || !canPin) {
            String why = canPin ? "the machine has no other" : "the engine can't pin to a CPU";
            return new CpuSplit(
                    Optional.empty(),
                    Optional.empty(),
                    quota,
                    List.of("the prober shares the app's CPUs, as " + why
                            + ", and asks once a millisecond: starts read a little longer"));
        }
        int first = machineCpus - whole;
        String app = whole == 1 ? Integer.toString(first) : first + "-" + (machineCpus - 1);
        return new CpuSplit(Optional.of(app), Optional.of("0"), quota, List.of());
    }

    /** Whether the prober has a CPU that the app can't use. */
    public boolean isApart() {
        return app.isPresent();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
