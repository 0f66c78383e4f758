package dev.coldstart.core.readiness;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.report.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the switch could be made, over all target frameworks.
 *
 * @param schema {@link #SCHEMA}
 * @param created when it was measured, ISO 8601 in UTC
 * @param obstacles what still stands in the way, the most valuable to mend first
 * @param since what changed; empty where there is nothing earlier to compare with
 */
public record Readiness(
        String schema,
        String app,
        String created,
        Answer answer,
        List<Framework> frameworks,
        List<Obstacle> obstacles,
        Optional<Since> since) {

    public static final String SCHEMA = "coldstart.readiness/1";

    public Readiness {
        frameworks = List.copyOf(frameworks);
        obstacles = List.copyOf(obstacles);
    }

    /** The one verdict. */
    public enum Answer {
        /** On at least one framework the native form can be adopted. */
        READY,
        /** On none, and on at least one something is in the way. */
        NOT_YET,
        /** What was measured does not suffice to say. */
        NOT_KNOWN,
        /** It builds and starts, and is not worth it. */
        NO_GAIN;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One framework in short; its whole report lies beside this one.
     *
     * @param verdict of its report
     * @param sentence the same in words
     * @param ready whether its native form can be adopted
     * @param provided what that takes for granted, as nobody has answered it yet
     * @param outcome what became of the native form
     * @param baseline the name of the baseline's form
     * @param figures of the native form
     * @param comparisons of the native form against the baseline
     * @param warnings of the native form's build
     */
    public record Framework(
            String framework,
            Verdict.Answer verdict,
            String sentence,
            boolean ready,
            List<String> provided,
            VariantReport.State outcome,
            String baseline,
            Map<Metric, Figure> figures,
            List<Contrast> comparisons,
            int warnings) {
        public Framework {
            provided = List.copyOf(provided);
            comparisons = List.copyOf(comparisons);
        }
    }

    /**
     * What changed since an earlier run.
     *
     * @param created when that was measured
     * @param moved what is not as it was, better first
     * @param notes what else was different and may be the reason, such as another CPU
     */
    public record Since(String created, List<Moved> moved, List<String> notes) {
        public Since {
            moved = List.copyOf(moved);
            notes = List.copyOf(notes);
        }
    }

    /** {@code readiness.json}: indented, with a newline at its end. */
    public String json() {
        return Json.pretty().writeValueAsString(this) + "\n";
    }
}
