package dev.coldstart.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that happened to a comparison, for those who watch it.
 *
 * @param number counts from 1 within the comparison
 */
public record Event(String comparison, long number, Instant at, What what) {

    /** What it was. The names are those of the wire. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Queued.class, name = "queued"),
        @JsonSubTypes.Type(value = Began.class, name = "began"),
        @JsonSubTypes.Type(value = Started.class, name = "start"),
        @JsonSubTypes.Type(value = Returned.class, name = "returned"),
        @JsonSubTypes.Type(value = Ended.class, name = "ended")
    })
    public sealed interface What {

        /** As it is named on the wire. */
        default String kind() {
            return switch (this) {
                case Queued queued -> "queued";
                case Began began -> "began";
                case Started started -> "start";
                case Returned returned -> "returned";
                case Ended ended -> "ended";
            };
        }
    }

    /** It waits for a worker. */
    public record Queued() implements What {}

    /** A worker has it. */
    public record Began(String worker, int attempt, int nextBlock) implements What {}

    /**
     * One start.
     *
     * @param milliseconds to the first answer; empty when it failed
     */
    public record Started(
            String variant, int block, int position, OptionalDouble milliseconds, Optional<String> failure)
            implements What {}

    /** It waits again: the worker gave it back, or was lost. */
    public record Returned(String why, int nextBlock) implements What {}

    /** Nothing more happens to it. */
    public record Ended(State state, Optional<String> reason, Optional<String> outcome, Optional<String> verdict)
            implements What {}
}
