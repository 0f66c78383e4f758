package dev.coldstart.core.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;

/** What the worker asks of the prober. Each command is answered before the next is read. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeCommand.TimeStart.class, name = "time-start"),
    @JsonSubTypes.Type(value = ProbeCommand.RunStudy.class, name = "run-study"),
    @JsonSubTypes.Type(value = ProbeCommand.Stop.class, name = "stop")
})
public sealed interface ProbeCommand {

    /** Whether a start waits a second for its idle memory. */
    public enum Idle {
        MEASURE,
        SKIP
    }

    /** Whether the gate drops the app's pages first. */
    public enum Disk {
        WARM,
        COLD
    }

    /**
     * Open the gate that was given this token, and time what comes.
     *
     * @param token as handed to the gate on its command line
     */
    record TimeStart(String token, Timing timing) implements ProbeCommand {}

    /**
     * Open the gate that was given this token, time what comes, and run a study on the app that is up.
     *
     * @param token as handed to the gate on its command line
     */
    record RunStudy(String token, Timing timing, Study study, Generator.Place place) implements ProbeCommand {}

    /** End. */
    record Stop() implements ProbeCommand {}
}
