package dev.coldstart.core.estimate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What can be measured. Less is better in all of them. */
public enum Metric {
    FIRST_RESPONSE("first-response", "First response", Unit.MS),
    CPU_TO_FIRST_RESPONSE("cpu-to-first-response", "CPU to first response", Unit.MS),
    EXEC("exec", "Gate to exec", Unit.MS),
    PORT_OPEN("port-open", "Port open", Unit.MS),
    SECOND_RESPONSE("second-response", "Second response", Unit.MS),
    /** Of a function: from the gate's opening until it asks for its first event. */
    INIT("init", "Init", Unit.MS),
    /** Of a function: the first event until its response. */
    FIRST_EVENT("first-event", "First event", Unit.MS),
    /** Of a function: the median of the events after the first. */
    WARM_EVENT("warm-event", "Warm event", Unit.MS),
    /** Of a function: the median time from a response to its asking for the next event. */
    BETWEEN_EVENTS("between-events", "Between events", Unit.MS),
    IDLE_RSS("idle-rss", "Idle memory (RSS)", Unit.BYTES),
    IDLE_PSS("idle-pss", "Idle memory (PSS)", Unit.BYTES),
    /** What a memory limit counts: see {@link dev.coldstart.core.sample.IdleMemory#chargedBytes()}. */
    CHARGED_MEMORY("charged-memory", "Idle memory (charged)", Unit.BYTES),
    PEAK_RSS("peak-rss", "Peak memory", Unit.BYTES),
    PEAK_CHARGED("peak-charged", "Peak memory (charged)", Unit.BYTES),
    /** Of a function: the most that it was charged for until its last event was over. */
    EVENTS_CHARGED("events-charged", "Charged after the events", Unit.BYTES),
    MINOR_FAULTS("minor-faults", "Minor page faults", Unit.COUNT),
    MAJOR_FAULTS("major-faults", "Major page faults", Unit.COUNT),
    THREADS("threads", "Threads", Unit.COUNT),
    /** What a container platform adds: outside the start, beside it, and never compared. */
    CONTAINER_START("container-start", "Container create and start", Unit.MS),
    PUBLISHED_SIZE("published-size", "Published size", Unit.BYTES),
    SYMBOLS_SIZE("symbols-size", "Symbols", Unit.BYTES),
    PACKED_SIZE("packed-size", "Compressed package", Unit.BYTES),
    IMAGE_SIZE("image-size", "Image", Unit.BYTES),
    BUILD_TIME("build-time", "Build", Unit.SECONDS),
    BUILD_WARNINGS("build-warnings", "Build warnings", Unit.COUNT);

    /** The unit of a metric's figures. */
    public enum Unit {
        MS("ms"),
        SECONDS("s"),
        BYTES("bytes"),
        COUNT("count");

        private final String id;

        Unit(String id) {
            this.id = id;
        }

        @JsonValue
        public String id() {
            return id;
        }

        @JsonCreator
        public static Unit of(String id) {
            return Arrays.stream(values())
                    .filter(u -> u.id.equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final String id;
    private final String title;
    private final Unit unit;

    Metric(String id, String title, Unit unit) {
        this.id = id;
        this.title = title;
        this.unit = unit;
    }

    @JsonValue
    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether a variant's figure is held against the baseline's. */
    public boolean isCompared() {
        return this != CONTAINER_START;
    }

    public Unit unit() {
        return unit;
    }

    @JsonCreator
    public static Metric of(String id) {
        return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst().orElseThrow();
    }
}
