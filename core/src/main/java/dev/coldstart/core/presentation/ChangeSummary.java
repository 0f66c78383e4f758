package dev.coldstart.core.presentation;

import dev.coldstart.core.report.ChangeAnswer.Answer;
import dev.coldstart.core.report.Report;
import java.util.List;

/**
 * What a change did, for whoever has to act on it without reading the report.
 *
 * @param answer the gravest of all forms'; {@code not-measured} where there is nothing to hold the change against
 * @param title a few words, such as {@code costs: Native AOT first response 3.7x slower}; holds names from outside
 * @param bad what is bad now, one name each: a later change that has another has made something worse
 */
public record ChangeSummary(Answer answer, String title, List<String> bad) {

    public ChangeSummary {
        bad = List.copyOf(bad);
    }

    /** Of a report. */
    public static ChangeSummary of(Report report) {
        ChangeHeadline headline = new ChangeHeadline(View.inProse(report));
        return new ChangeSummary(headline.gravest(), headline.title(), headline.bad());
    }

    /** Whether anything is other than it was at base, beyond what the policy puts up with. */
    public boolean isMoved() {
        return switch (answer) {
            case BROKEN, COSTS, GAINS -> true;
            case INCONCLUSIVE, TOLERATED, NONE_SEEN, NOT_MEASURED -> false;
        };
    }
}
