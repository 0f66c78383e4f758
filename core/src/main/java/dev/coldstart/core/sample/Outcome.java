package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of a start. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed")
})
public sealed interface Outcome {

    /** It gave the expected answer, or ended as expected. Idle memory only in the blocks that wait for it. */
    record Started(Phases phases, Usage usage, Optional<IdleMemory> idle) implements Outcome {}

    /**
     * It did not.
     *
     * @param detail one sentence of what was seen: the status, the beginning of the body, the ports it listens on instead
     * @param exitCode of the app's process, where it ended
     * @param signal the signal's name, where one ended it, such as {@code SIGSEGV}
     * @param log the last lines of its output; not trusted
     */
    record Failed(FailureReason reason, String detail, OptionalInt exitCode, Optional<String> signal, List<String> log)
            implements Outcome {
        public Failed {
            log = List.copyOf(log);
        }
    }
}
