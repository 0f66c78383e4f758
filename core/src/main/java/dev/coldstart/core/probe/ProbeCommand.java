package dev.coldstart.core.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Scenario;
import java.util.List;

/** What the worker asks of the prober. Each command is answered before the next is read. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeCommand.TimeStart.class, name = "time-start"),
    @JsonSubTypes.Type(value = ProbeCommand.Stop.class, name = "stop")
})
public sealed interface ProbeCommand {

    /** Whether a start waits a second for its idle memory. */
    enum Idle {
        MEASURE,
        SKIP
    }

    /** Whether the gate drops the app's pages first. */
    enum Disk {
        WARM,
        COLD
    }

    /**
     * Open the gate that was given this token, and time what comes.
     *
     * @param token as handed to the gate on its command line
     * @param exchange requests to make after everything that is measured of the start; none: it ends there
     */
    record TimeStart(String token, Scenario scenario, Idle idle, Disk disk, List<ParityRequest> exchange)
            implements ProbeCommand {
        public TimeStart {
            exchange = List.copyOf(exchange);
        }
    }

    /** End. */
    record Stop() implements ProbeCommand {}
}
