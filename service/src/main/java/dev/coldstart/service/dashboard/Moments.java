package dev.coldstart.service.dashboard;

import dev.coldstart.service.dashboard.view.TimeAgo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people say them. */
final class Moments {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    TimeAgo of(Instant at) {
        return new TimeAgo(at.truncatedTo(ChronoUnit.SECONDS).toString(), ago(at));
    }

    private String ago(Instant at) {
        Duration since = Duration.between(at, clock.instant());
        if (since.toMinutes() < 1) {
            return "just now";
        }
        if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        }
        if (since.toDays() < 1) {
            return since.toHours() + " h ago";
        }
        if (since.toDays() < 14) {
            return since.toDays() == 1 ? "yesterday" : since.toDays() + " days ago";
        }
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }
}
