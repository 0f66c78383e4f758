package dev.coldstart.core.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.study.StudyResult;
import java.util.List;
import java.util.Optional;

/** What the prober answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeEvent.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = ProbeEvent.Idling.class, name = "idling"),
    @JsonSubTypes.Type(value = ProbeEvent.Timed.class, name = "timed"),
    @JsonSubTypes.Type(value = ProbeEvent.Studied.class, name = "studied"),
    @JsonSubTypes.Type(value = ProbeEvent.Broken.class, name = "broken")
})
public sealed interface ProbeEvent {

    /** It is warm and reads commands; and on what machine it runs. */
    record Ready(
            String cpuModel, int cpuCount, long memoryBytes, String kernel, String cgroup, Optional<String> governor)
            implements ProbeEvent {}

    /** The answers are in, and the app is looked at for a second or more before the rest comes. */
    record Idling(String token) implements ProbeEvent {}

    /**
     * A start was timed.
     *
     * @param at when the gate was opened, ISO 8601 in UTC
     * @param outcome a failure comes without exit code and log: those the engine knows
     * @param replies one for each request of the command's exchange; none where none was asked for, or the start failed
     */
    record Timed(String token, String at, Outcome outcome, Host host, Seen seen, List<Reply> replies)
            implements ProbeEvent {
        public Timed {
            replies = List.copyOf(replies);
        }

        /** A start after which nothing was exchanged. */
        public Timed(String token, String at, Outcome outcome, Host host, Seen seen) {
            this(token, at, outcome, host, seen, List.of());
        }
    }

    /**
     * A study was run on an app that was started for it.
     *
     * @param result a failure comes without exit code and log: those the engine knows
     * @param stealMs time the hypervisor gave to others meanwhile
     */
    record Studied(Timed start, StudyResult result, long stealMs) implements ProbeEvent {}

    /** The prober itself could not do what was asked. */
    record Broken(String message) implements ProbeEvent {}
}
