package dev.coldstart.core.cost;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a figure comes from that a cost is made of. */
public enum Basis {
    /** The settings say it. */
    GIVEN,
    /** The largest peak memory that was measured, with the headroom. */
    PEAK,
    /** The largest peak memory under a measured load, with the headroom. */
    PEAK_UNDER_LOAD,
    /** The largest idle memory that was measured, with the headroom. */
    IDLE,
    /** The largest memory charged to the container that was measured, which is what a limit counts, with the headroom. */
    CHARGED,
    /** The same under a measured load. */
    CHARGED_UNDER_LOAD,
    /** The median answer under a measured load. */
    UNDER_LOAD,
    /** The second answer of a new process stands in for a warm request. */
    SECOND_RESPONSE,
    /** The median of events after the first was measured. */
    WARM_EVENT,
    /** The limit of the measured starts. */
    RUN;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Basis of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
