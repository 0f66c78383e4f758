package dev.coldstart.core.probe;

import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * How a start is to be timed.
 *
 * @param known where earlier starts were answered; empty: it is looked for
 * @param exchange requests to make after everything that is measured of the start; none: it ends there
 */
public record Timing(
        Scenario scenario,
        Optional<Known> known,
        Watch watch,
        ProbeCommand.Idle idle,
        ProbeCommand.Disk disk,
        List<ParityRequest> exchange) {

    /** How long an app is looked at before its expected answer is believed. */
    public enum Watch {
        /** Until the next request is answered as expected too. */
        BRIEF,
        /** As long again as it took, longer where that was short; then it is asked wherever it listens. */
        LONG
    }

    public Timing {
        exchange = List.copyOf(exchange);
    }

    /** Found wherever it listens, with nothing measured or asked but the start. */
    public static Timing of(Scenario scenario) {
        return new Timing(
                scenario, Optional.empty(), Watch.BRIEF, ProbeCommand.Idle.SKIP, ProbeCommand.Disk.WARM, List.of());
    }

    public Timing with(Scenario other) {
        return new Timing(other, known, watch, idle, disk, exchange);
    }

    public Timing with(ProbeCommand.Disk other) {
        return new Timing(scenario, known, watch, idle, other, exchange);
    }
}
