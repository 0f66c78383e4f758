package dev.coldstart.core.estimate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.plan.Study;
import java.util.Arrays;
import java.util.Optional;

/** What can be measured. Less is better in all of them but where it is said. */
public enum Metric {
    FIRST_RESPONSE("first-response", "First response", Unit.MS),
    CPU_TO_FIRST_RESPONSE("cpu-to-first-response", "CPU to first response", Unit.MS),
    EXEC("exec", "Gate to exec", Unit.MS),
    PORT_OPEN("port-open", "Port open", Unit.MS),
    SECOND_RESPONSE("second-response", "Second response", Unit.MS),
    /** Of a program: CPU time in its own code. */
    USER_CPU("user-cpu", "User CPU time", Unit.MS),
    /** Of a program: CPU time in the kernel. */
    SYSTEM_CPU("system-cpu", "System CPU time", Unit.MS),
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
    PEAK_RSS("peak-rss", "Peak memory at start", Unit.BYTES),
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
    BUILD_WARNINGS("build-warnings", "Build warnings", Unit.COUNT),
    PEAK_UNDER_LOAD("peak-under-load", "Peak memory under load", Unit.BYTES, Study.LOAD),
    PEAK_CHARGED_UNDER_LOAD("peak-charged-under-load", "Peak memory under load (charged)", Unit.BYTES, Study.LOAD),
    LOAD_P50("load-p50", "Latency under load, median", Unit.MS, Study.LOAD),
    LOAD_P90("load-p90", "Latency under load, p90", Unit.MS, Study.LOAD),
    LOAD_P99("load-p99", "Latency under load, p99", Unit.MS, Study.LOAD),
    LOAD_P999("load-p99.9", "Latency under load, p99.9", Unit.MS, Study.LOAD),
    LOAD_CPU("load-cpu-per-request", "CPU per request under load", Unit.MS, Study.LOAD),
    /** The one of which more is better. */
    THROUGHPUT("throughput", "Throughput once warm", Unit.PER_SECOND, Study.STEADY),
    WARM_P50("warm-p50", "Latency once warm, median", Unit.MS, Study.STEADY),
    WARM_P99("warm-p99", "Latency once warm, p99", Unit.MS, Study.STEADY),
    WARM_CPU("warm-cpu-per-request", "CPU per request once warm", Unit.MS, Study.STEADY);

    /** The unit of a metric's figures. */
    public enum Unit {
        MS("ms"),
        SECONDS("s"),
        BYTES("bytes"),
        COUNT("count"),
        PER_SECOND("per-second");

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

    /** Which of two figures is the better one. */
    public enum Direction {
        LESS_IS_BETTER,
        MORE_IS_BETTER
    }

    private final String id;
    private final String title;
    private final Unit unit;
    private final Optional<String> study;

    Metric(String id, String title, Unit unit) {
        this.id = id;
        this.title = title;
        this.unit = unit;
        this.study = Optional.empty();
    }

    Metric(String id, String title, Unit unit, String study) {
        this.id = id;
        this.title = title;
        this.unit = unit;
        this.study = Optional.of(study);
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

    /** The study that it is measured by; empty for what cold starts and builds give. */
    public Optional<String> study() {
        return study;
    }

    /** Which way a change is good. */
    public Direction direction() {
        return this == THROUGHPUT ? Direction.MORE_IS_BETTER : Direction.LESS_IS_BETTER;
    }

    public Unit unit() {
        return unit;
    }

    @JsonCreator
    public static Metric of(String id) {
        return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst().orElseThrow();
    }
}
