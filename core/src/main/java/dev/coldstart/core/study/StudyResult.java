package dev.coldstart.core.study;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a study saw of one start. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StudyResult.Loaded.class, name = "loaded"),
    @JsonSubTypes.Type(value = StudyResult.Warmed.class, name = "warmed"),
    @JsonSubTypes.Type(value = StudyResult.Started.class, name = "started"),
    @JsonSubTypes.Type(value = StudyResult.Failed.class, name = "failed")
})
public sealed interface StudyResult {

    /**
     * A steady rate was kept up.
     *
     * @param sent requests
     * @param wrong how many of them had no answer, or another than expected
     * @param reached the rate that was reached, as a fraction of the one that was asked for
     * @param seconds for how long
     * @param latencies of the answers, from the moment at which each request was meant to be sent
     * @param cpuNs the app's CPU time meanwhile
     * @param peakBytes the most that was resident meanwhile ({@code VmHWM}, set back before)
     * @param peakChargedBytes the most that was charged to the container since it was made; empty where the kernel does not keep
     *     it
     * @param memory over time
     */
    record Loaded(
            long sent,
            long wrong,
            double reached,
            double seconds,
            Latencies latencies,
            long cpuNs,
            long peakBytes,
            OptionalLong peakChargedBytes,
            List<MemoryPoint> memory,
            Generator generator)
            implements StudyResult {
        public Loaded {
            memory = List.copyOf(memory);
            if (sent < 1 || wrong < 0 || !(seconds > 0) || !(reached >= 0) || cpuNs < 0 || peakBytes < 1) {
                throw new IllegalArgumentException("a load of " + sent + " requests in " + seconds + " s");
            }
        }
    }

    /**
     * The app was kept busy until it was warm, and then measured.
     *
     * @param firstNs when it gave its first answer, since the gate was opened
     * @param firstCpuNs the CPU time that it had used by then
     * @param course from the first answer until the end
     * @param warmUpNs when it counted as warm, since the gate was opened
     * @param warmUpRequests answered by then
     * @param requests answered once warm
     * @param wrong how many of all had no answer, or another than expected
     * @param seconds for how long it was measured once warm
     * @param latencies once warm
     * @param cpuNs the app's CPU time once warm
     */
    record Warmed(
            long firstNs,
            long firstCpuNs,
            List<Slice> course,
            WarmBy warmBy,
            long warmUpNs,
            long warmUpRequests,
            long requests,
            long wrong,
            double seconds,
            Latencies latencies,
            long cpuNs,
            Generator generator)
            implements StudyResult {
        public Warmed {
            course = List.copyOf(course);
            if (requests < 1 || wrong < 0 || !(seconds > 0) || cpuNs < 0 || firstNs < 0 || firstCpuNs < 0) {
                throw new IllegalArgumentException("a steady state of " + requests + " requests in " + seconds + " s");
            }
        }
    }

    /** What ended a warm-up. */
    enum WarmBy {
        /** CPU time per request had come to rest. */
        FLAT,
        /** The limit that the plan states. */
        LIMIT;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static WarmBy of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * It started: all that a sweep asks.
     *
     * @param firstNs when it gave its first answer, since the gate was opened
     * @param cpuNs the CPU time that it had used by then
     */
    record Started(long firstNs, long cpuNs) implements StudyResult {
        public Started {
            if (firstNs < 1 || cpuNs < 0) {
                throw new IllegalArgumentException("a start takes time");
            }
        }
    }

    /**
     * There is no figure of this start.
     *
     * @param detail one sentence of what was seen
     * @param exitCode of the app's process, where it ended
     * @param log the last lines of its output; not trusted
     */
    record Failed(StudyTrouble reason, String detail, OptionalInt exitCode, Optional<String> signal, List<String> log)
            implements StudyResult {
        public Failed {
            log = List.copyOf(log);
        }

        /** A failure of which the engine has nothing to say. */
        public static Failed of(StudyTrouble reason, String detail) {
            return new Failed(reason, detail, OptionalInt.empty(), Optional.empty(), List.of());
        }
    }
}
