package dev.coldstart.core.sample;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a function's start: what Lambda calls init and the first invocation, and the invocations after it.
 *
 * @param execNs the function's own program was seen to run in place of the gate, since the gate was opened
 * @param initNs the head of its first request for an event had been read, since the gate was opened
 * @param eventNs from the sending of that event until its response had been read whole
 * @param warm the events after the first, in their order
 * @param endNs the last of them was over, since the gate was opened
 * @param memory after the last event; empty where it could not be read
 * @param client what the function called itself as it asked for its first event; empty where it said nothing. Not trusted
 */
public record FunctionPhases(
        long execNs,
        long initNs,
        long eventNs,
        List<WarmEvent> warm,
        long endNs,
        Optional<IdleMemory> memory,
        Optional<String> client)
        implements Phases, Kind {

    public static final String KIND = FunctionScenario.KIND;

    /**
     * One more event of a function that had answered one before.
     *
     * @param answerNs from the sending of the event until its response had been read whole
     * @param betweenNs from there until the next event was asked for: the client's own time
     */
    public record WarmEvent(long answerNs, long betweenNs) {
        public WarmEvent {
            if (answerNs < 0 || betweenNs < 0) {
                throw new IllegalArgumentException("an event can't take less than no time");
            }
        }
    }

    public FunctionPhases {
        warm = List.copyOf(warm);
        if (execNs < 0 || initNs < 0 || eventNs < 0 || endNs < initNs + eventNs) {
            throw new IllegalArgumentException("phases out of order: exec " + execNs + ", init " + initNs + ", event "
                    + eventNs + ", end " + endNs);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Init and the first event together, as a caller waits for both. */
    @Override
    public long firstNs() {
        return initNs + eventNs;
    }
}
