package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.core.study.StudyTrouble;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Postmortem;
import dev.coldstart.measure.engine.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Single starts for studies: a container made and removed for each, while nothing is measured. */
final class StudyStarts {

    private final Session session;
    private final ComparisonProgress comparison;

    StudyStarts(Session session, ComparisonProgress comparison) {
        this.session = session;
        this.comparison = comparison;
    }

    StudyRun run(Study study, Contender contender, Optional<Size> size, int block, int position) {
        HeldApp app =
                size.map(s -> session.hold(contender.image(), s)).orElseGet(() -> session.hold(contender.image()));
        try {
            ProbeEvent.Studied studied = app.study(comparison.forStudy(contender), study);
            return new StudyRun(
                    study.id(),
                    contender.variant().name(),
                    block,
                    position,
                    studied.start().at(),
                    size,
                    explained(studied, app),
                    studied.stealMs());
        } finally {
            app.remove();
        }
    }

    /** A failure with what the engine knows of it. */
    private static StudyResult explained(ProbeEvent.Studied studied, HeldApp app) {
        if (!(studied.result() instanceof StudyResult.Failed seen)) {
            return studied.result();
        }
        return switch (seen.reason()) {
            case NOT_STARTED -> notStarted(studied.start().outcome(), app.examine());
            case ENDED -> ended(seen, app.examine());
            case KILLED_FOR_MEMORY, WRONG_ANSWERS, RATE_NOT_REACHED, GENERATOR_BOUND -> seen;
        };
    }

    private static StudyResult notStarted(Outcome outcome, Postmortem postmortem) {
        if (!(outcome instanceof Outcome.Failed failed)) {
            throw new IllegalStateException("it did start");
        }
        return failed(StudyTrouble.NOT_STARTED, Postmortems.complete(failed, postmortem));
    }

    private static StudyResult ended(StudyResult.Failed seen, Postmortem postmortem) {
        Outcome.Failed exited = new Outcome.Failed(
                FailureReason.EXITED, seen.detail(), OptionalInt.empty(), Optional.empty(), List.of());
        Outcome.Failed known = Postmortems.complete(exited, postmortem);
        // Where the kernel ended it, the load under which it did is worth saying too.
        String detail = known.reason() == FailureReason.KILLED_FOR_MEMORY
                ? seen.detail() + ": " + known.detail()
                : known.detail();
        return failed(
                StudyTrouble.ENDED,
                new Outcome.Failed(known.reason(), detail, known.exitCode(), known.signal(), known.log()));
    }

    private static StudyResult.Failed failed(StudyTrouble otherwise, Outcome.Failed failed) {
        return new StudyResult.Failed(
                failed.reason() == FailureReason.KILLED_FOR_MEMORY ? StudyTrouble.KILLED_FOR_MEMORY : otherwise,
                failed.detail(),
                failed.exitCode(),
                failed.signal(),
                failed.log());
    }
}
