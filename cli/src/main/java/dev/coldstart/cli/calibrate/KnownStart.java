package dev.coldstart.cli.calibrate;

import java.util.List;
import java.util.OptionalInt;

/**
 * One setting of the known program.
 *
 * @param form what it is called
 * @param knownMillis its start by its own clock; empty for a fixed amount of work, which shows the machine's noise
 */
record KnownStart(String form, List<String> arguments, OptionalInt knownMillis) {

    static KnownStart sleeping(int millis) {
        return new KnownStart("sleep-" + millis, List.of("--sleep", Integer.toString(millis)), OptionalInt.of(millis));
    }

    static KnownStart busy(int millis) {
        return new KnownStart("busy-" + millis, List.of("--busy", Integer.toString(millis)), OptionalInt.of(millis));
    }

    static KnownStart working(String form, int units) {
        return new KnownStart(form, List.of("--work", Integer.toString(units)), OptionalInt.empty());
    }

    boolean sleeps() {
        return form.startsWith("sleep-");
    }
}
