package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One variant in the report.
 *
 * @param name such as {@code aot@head}
 * @param reason why it failed; null in JSON when it did not
 * @param metrics in the order of {@link Metric}
 * @param starts counted starts made
 * @param failedStarts counted starts that failed; when above zero and the outcome is {@code started}, most of them were good
 * @param failure the last start that failed by the most frequent reason, as an example
 * @param behaviour how its answers compare with the baseline's form; empty where they were not compared
 */
public record VariantReport(
        String name,
        String form,
        String revision,
        Architecture architecture,
        State outcome,
        @JsonInclude(JsonInclude.Include.ALWAYS) Optional<FailureReason> reason,
        Map<Metric, Figure> metrics,
        int starts,
        int failedStarts,
        Optional<Outcome.Failed> failure,
        Optional<BuildRecord> build,
        Optional<Artifact> artifact,
        Optional<Behaviour.Summary> behaviour) {

    /** A variant whose answers were not compared. */
    public VariantReport(
            String name,
            String form,
            String revision,
            Architecture architecture,
            State outcome,
            Optional<FailureReason> reason,
            Map<Metric, Figure> metrics,
            int starts,
            int failedStarts,
            Optional<Outcome.Failed> failure,
            Optional<BuildRecord> build,
            Optional<Artifact> artifact) {
        this(
                name,
                form,
                revision,
                architecture,
                outcome,
                reason,
                metrics,
                starts,
                failedStarts,
                failure,
                build,
                artifact,
                Optional.empty());
    }

    /** What became of a variant. */
    public enum State {
        STARTED,
        /** It starts, but answers otherwise than the form that it is compared with. */
        UNEQUAL,
        NOT_BUILT,
        FAILED,
        /** It was cancelled before its first counted start. */
        NOT_MEASURED;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether it has figures of its starts. */
    public boolean measured() {
        return switch (outcome()) {
            case STARTED, UNEQUAL -> true;
            case NOT_BUILT, FAILED, NOT_MEASURED -> false;
        };
    }

    /** Whether it starts, and answers as it should: what does not can't be adopted. */
    public boolean started() {
        return outcome() == VariantReport.State.STARTED;
    }
}
