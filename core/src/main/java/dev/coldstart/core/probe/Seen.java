package dev.coldstart.core.probe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen of a start beside its outcome.
 *
 * @param answered where the expected answer came from; empty when there was none
 * @param listening where it listened in the end; empty when nobody looked
 * @param relapse an expected answer that did not last
 */
public record Seen(Optional<Endpoint> answered, List<Listening> listening, Optional<Relapse> relapse) {

    /** Nobody looked. */
    public static final Seen NOTHING = new Seen(Optional.empty(), List.of(), Optional.empty());

    /** One place where it listens, and whether the expected answer is given there. */
    public record Listening(Endpoint endpoint, Reply reply) {}

    /** What a place answers that was not the one that was timed. */
    public enum Reply {
        EXPECTED,
        OTHER,
        NOT_ASKED
    }

    /**
     * The expected answer was given, and then another.
     *
     * @param goodNs when the expected answer had been read, since the gate was opened
     * @param lostNs when the other had
     * @param what the other was, a sentence without an end
     */
    public record Relapse(long goodNs, long lostNs, String what) {}

    public Seen {
        listening = List.copyOf(listening);
    }

    /** It answered there, and nobody looked further. */
    public static Seen at(Endpoint endpoint) {
        return new Seen(Optional.of(endpoint), List.of(), Optional.empty());
    }

    /** All ports on which it was seen to listen. */
    public Set<Integer> ports() {
        return listening.stream().map(l -> l.endpoint().port()).collect(Collectors.toSet());
    }
}
