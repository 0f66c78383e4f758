package dev.coldstart.core.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a study has no figure of a start. */
public enum StudyTrouble {
    /** The app did not start as it does without a study. */
    NOT_STARTED,
    /** The app's process ended under the load. */
    ENDED,
    /** The kernel ended it at its memory limit. */
    KILLED_FOR_MEMORY,
    /** More than one answer in a hundred was missing or not the expected one. */
    WRONG_ANSWERS,
    /** Under 99 % of the rate was reached, by the app's doing. */
    RATE_NOT_REACHED,
    /** The generator, not the app, was at its limit: the figure would be its own. */
    GENERATOR_BOUND;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static StudyTrouble of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
