package dev.coldstart.core.sample;

import dev.coldstart.core.plan.Kind;
import dev.coldstart.core.plan.ProgramScenario;

/**
 * The parts of a program's run. All but the first are what the kernel told the program's parent as it ended (wait4).
 *
 * @param execNs the program's own code was seen to run in place of the gate, since the gate was opened
 * @param exitNs the program had ended, since the gate was opened
 * @param userNs CPU time in its own code, with that of the children that it waited for
 * @param systemNs CPU time in the kernel, likewise, since the gate was opened
 * @param maxRssBytes the most that it held, or the largest of those children
 * @param outputBytes what it printed on standard output
 * @param errorBytes what it printed on standard error
 * @param left processes that still ran when it had ended
 */
public record ProgramPhases(
        long execNs,
        long exitNs,
        long userNs,
        long systemNs,
        long maxRssBytes,
        long outputBytes,
        long errorBytes,
        int left)
        implements Phases, Kind {

    public static final String KIND = ProgramScenario.KIND;

    public ProgramPhases {
        if (execNs < 0 || exitNs < execNs) {
            throw new IllegalArgumentException("phases out of order: exec " + execNs + ", exit " + exitNs);
        }
        if (userNs < 0 || systemNs < 0 || maxRssBytes < 0 || outputBytes < 0 || errorBytes < 0 || left < 0) {
            throw new IllegalArgumentException("what a program used can't be negative");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public long firstNs() {
        return exitNs;
    }

    @Override
    public long endNs() {
        return exitNs;
    }
}
