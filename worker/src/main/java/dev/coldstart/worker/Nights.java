package dev.coldstart.worker;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a worker looks at itself again: machines change, and at night the fewest wait. */
final class Nights {

    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private Nights() {}

    /** Whether it is time, by the clock's own zone: at once for the first time, then at three o'clock of each night. */
    static boolean due(Optional<Instant> last, Clock clock) {
        if (last.isEmpty()) {
            return true;
        }
        ZonedDateTime then = last.get().atZone(clock.getZone());
        ZonedDateTime next = then.with(NIGHT);
        return !clock.instant().isBefore((next.isAfter(then) ? next : next.plusDays(1)).toInstant());
    }
}
