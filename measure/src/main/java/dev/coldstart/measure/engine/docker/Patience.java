package dev.coldstart.measure.engine.docker;

import java.time.Duration;

/**
 * How long the engine is waited for. Far longer than a busy one takes, as the end of a wait is the end of a run.
 *
 * @param question whatever changes nothing
 * @param change containers made, started, removed
 * @param attach until the engine connects a container's input and output
 * @param image a whole image, taken or given
 */
record Patience(Duration question, Duration change, Duration attach, Duration image) {

    static final Patience USUAL = new Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(15));

    /** The same for all. */
    static Patience of(Duration each) {
        return new Patience(each, each, each, each);
    }
}
