package dev.coldstart.core.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a start was not one. */
public enum FailureReason {
    /** The process ended before it answered. */
    EXITED,
    /** The kernel ended it because it reached its memory limit. */
    KILLED_FOR_MEMORY,
    /** What makes the form what it is was not in force: the JVM refused its AOT cache. */
    NOT_IN_FORCE,
    /** Nothing listened on the port by the deadline. */
    NEVER_LISTENED,
    /** It answered, and at the deadline still with another status. */
    WRONG_STATUS,
    /** The status was right, a header that was asked for was not. */
    WRONG_HEADER,
    /** Status and headers were right, the body was not. */
    WRONG_BODY,
    /** It listened, and gave no whole answer by the deadline. */
    TIMED_OUT,
    /** A function did not ask for its first event by the deadline, or for another after a response. */
    NEVER_ASKED,
    /** A function said that it can't start, or responded to an event with an error. */
    FUNCTION_ERROR,
    /** A function's client did what the Runtime API does not allow. */
    MISUSED_API,
    /** A program ended by a signal or with another exit code than expected. */
    WRONG_EXIT,
    /** A program printed something else than expected. */
    WRONG_OUTPUT,
    /** A program had not ended by the deadline. */
    NOT_ENDED,
    /** Native code for another architecture than the machine's. */
    WRONG_ARCHITECTURE,
    /** Something else answered on the port before the app was let go. */
    PORT_IN_USE,
    /** The container engine could not create or start the container. */
    ENGINE_FAILED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static FailureReason of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
