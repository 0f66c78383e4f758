package dev.coldstart.core.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.coldstart.core.assessment.Assessment;
import dev.coldstart.core.behaviour.Behaviour;
import dev.coldstart.core.cost.CostReport;
import dev.coldstart.core.diagnosis.Diagnosis;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.fairness.Fairness;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a comparison came to. A function of {@link dev.coldstart.core.sample.SampleSet} alone: the same samples give the same
 * report, byte for byte, on any machine.
 *
 * @param schema {@link #SCHEMA}
 * @param comparisons every metric of every other form against the baseline's form, and of each form at head against the same
 *     form at base
 * @param verdict should we switch?
 * @param change did this change cost something? Empty where nothing of base was asked for
 * @param diagnoses what the variants that failed or were not built died of, where it is known
 * @param assessment the policy's conditions, checks, libraries and exceptions, with what each came to
 * @param warnings of each build that has some or whose base has some, grouped, and what is new since base
 * @param blocks counted blocks that were begun
 * @param plan what was asked
 * @param notes what a reader should know before believing it: what was assumed, left out or odd; one sentence each
 * @param cost what the variants cost; empty where the plan does not ask
 * @param fairness what differs between the forms besides the compiler, and where each runs; empty where nobody looked, as in
 *     samples of older versions
 * @param studies what studies came to; empty where none was asked for
 * @param behaviour what the forms answered to the requests that are compared
 */
public record Report(
        String schema,
        String app,
        State outcome,
        String baseline,
        List<VariantReport> variants,
        List<Contrast> comparisons,
        Verdict verdict,
        Optional<ChangeAnswer> change,
        List<Diagnosis> diagnoses,
        Assessment assessment,
        List<WarningReport> warnings,
        int blocks,
        Plan plan,
        Optional<Machine> machine,
        Optional<End> end,
        List<String> notes,
        Optional<CostReport> cost,
        Optional<Fairness> fairness,
        Behaviour behaviour,
        Optional<StudyReport> studies) {

    public static final String SCHEMA = "coldstart.report/1";

    public Report {
        variants = List.copyOf(variants);
        comparisons = List.copyOf(comparisons);
        diagnoses = List.copyOf(diagnoses);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /** What became of the comparison. */
    public enum State {
        /** Every variant was measured, or is reported with its reason. */
        MEASURED,
        /** It was stopped or broke before its end; what is there was measured. */
        PARTIAL,
        /** Nothing could be measured. */
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
}
