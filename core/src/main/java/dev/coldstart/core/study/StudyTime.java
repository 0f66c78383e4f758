package dev.coldstart.core.study;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Study;
import java.time.Duration;
import java.util.List;

/** How long a plan's studies will take, said before they begin. */
public final class StudyTime {

    /** To make and remove a container, and a start that nobody knows yet. */
    private static final Duration PER_START = Duration.ofMillis(1300);

    /** At a share of a CPU a start takes as much longer. */
    private static final Duration CPU_TIME = Duration.ofMillis(400);

    /** Halvings from the usual limit, and the confirmations above and below. */
    private static final int HALVINGS = 9;

    private StudyTime() {}

    public static Duration of(Plan plan) {
        return plan.studies().orElse(List.of()).stream()
                .map(study -> of(plan, study))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** One study of all variants. */
    public static Duration of(Plan plan, Study study) {
        Duration starts = PER_START.multipliedBy(runs(plan, study));
        Duration beside = study.perRun()
                .multipliedBy((long) study.blocks() * plan.variants().size());
        return starts.plus(beside).plus(slow(plan, study));
    }

    private static Duration slow(Plan plan, Study study) {
        if (!(study instanceof Study.Sweep sweep)) {
            return Duration.ZERO;
        }
        double times = sweep.sizes().stream()
                .mapToDouble(size -> 1 / Math.min(1, size.cpus()) - 1)
                .sum();
        return Duration.ofMillis((long)
                (CPU_TIME.toMillis() * times * sweep.blocks() * plan.variants().size()));
    }

    /** How many starts all of them make. */
    public static long runs(Plan plan) {
        return plan.studies().orElse(List.of()).stream()
                .mapToLong(study -> runs(plan, study))
                .sum();
    }

    private static long runs(Plan plan, Study study) {
        long variants = plan.variants().size();
        return switch (study) {
            case Study.Load load -> variants * load.blocks();
            case Study.Steady steady -> variants * steady.blocks();
            case Study.Sweep sweep -> variants * sweep.blocks() * sweep.sizes().size();
            case Study.LeastMemory least -> variants * (HALVINGS + 2L * least.blocks());
        };
    }
}
