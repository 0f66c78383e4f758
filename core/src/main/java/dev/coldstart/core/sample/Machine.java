package dev.coldstart.core.sample;

import dev.coldstart.core.plan.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * Where it was measured.
 *
 * @param cpuModel as the kernel names it
 * @param cpuCount CPUs of the machine
 * @param kernel release
 * @param engine name and version of the container engine
 * @param cgroup {@code v1} or {@code v2}
 * @param appCpus the CPUs the app was pinned to, as a cpuset list; empty when it was not pinned
 * @param proberCpus the same for the prober
 * @param governor what decides the CPUs' frequency, such as {@code performance}; empty where the kernel does not say, as in
 *     most virtual machines
 * @param notes what makes this machine a worse place to measure, one sentence each
 * @param notHad the limits that the run asked for and its engine can't set; left out where it could set all of them
 */
public record Machine(
        Architecture architecture,
        String cpuModel,
        int cpuCount,
        long memoryBytes,
        String kernel,
        String engine,
        String cgroup,
        String appCpus,
        String proberCpus,
        Optional<String> governor,
        List<String> notes,
        Optional<List<Limit>> notHad) {
    public Machine {
        notes = List.copyOf(notes);
        notHad = notHad.<List<Limit>>map(List::copyOf).filter(limits -> !limits.isEmpty());
    }

    /** Where every limit was had. */
    public Machine(
            Architecture architecture,
            String cpuModel,
            int cpuCount,
            long memoryBytes,
            String kernel,
            String engine,
            String cgroup,
            String appCpus,
            String proberCpus,
            Optional<String> governor,
            List<String> notes) {
        this(
                architecture,
                cpuModel,
                cpuCount,
                memoryBytes,
                kernel,
                engine,
                cgroup,
                appCpus,
                proberCpus,
                governor,
                notes,
                Optional.empty());
    }

    /** Whether the run was to have this limit and had it not. */
    public boolean lacks(Limit limit) {
        return notHad.stream().flatMap(List::stream).anyMatch(limit::equals);
    }
}
