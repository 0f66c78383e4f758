package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How a comparison ended.
 *
 * @param reason why no more blocks were run
 * @param detail one sentence for people
 * @param seconds wall time of all starts together, preparation included
 */
public record End(Reason reason, String detail, double seconds) {
    public End {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("a comparison can't take " + seconds + " s");
        }
    }

    public enum Reason {
        /** Every decisive interval is as narrow as was asked. */
        PRECISE,
        /** The most blocks allowed were run. */
        BLOCKS,
        /** Nothing was left to compare: too many variants failed. */
        NOTHING_LEFT,
        /** Somebody stopped it. */
        CANCELLED,
        /** The engine or the prober failed. */
        BROKEN;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Reason of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
