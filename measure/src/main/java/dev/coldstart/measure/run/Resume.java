package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Schedule;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where another worker has stopped.
 *
 * @param starts of all whole blocks, in their order
 * @param answers that came with them
 * @param studies what studies have seen
 * @param nextBlock the first block that is not among them
 */
public record Resume(List<Start> starts, List<Answers> answers, List<StudyRun> studies, int nextBlock) {

    /** From the beginning. */
    public static final Resume NOTHING = new Resume(List.of(), List.of(), List.of(), 0);

    private static final double NANOS = 1e9;

    public Resume {
        starts = List.copyOf(starts);
        answers = List.copyOf(answers);
        studies = List.copyOf(studies);
    }

    /** Where no studies have been run. */
    public Resume(List<Start> starts, List<Answers> answers, int nextBlock) {
        this(starts, answers, List.of(), nextBlock);
    }

    boolean isBeginning() {
        return nextBlock == 0;
    }

    /** The plan's order of starts, from the next block on. */
    Schedule schedule(Plan plan) {
        Schedule schedule = new Schedule(plan.variants(), plan.sampling().seed());
        for (int block = 0; block < nextBlock; block++) {
            var _ = schedule.nextBlock();
        }
        return schedule;
    }

    /** What was spent before, as far as the starts tell: at least as long as they took. */
    double seconds() {
        if (starts.isEmpty()) {
            return 0;
        }
        double apart = Duration.between(
                                Instant.parse(starts.getFirst().at()),
                                Instant.parse(starts.getLast().at()))
                        .toMillis()
                / 1e3;
        double together = starts.stream()
                .mapToDouble(start -> start.outcome() instanceof Outcome.Started(var phases, var usage, var idle)
                        ? phases.endNs() / NANOS
                        : 0)
                .sum();
        return Math.max(apart, together);
    }
}
