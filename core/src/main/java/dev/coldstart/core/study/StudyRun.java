package dev.coldstart.core.study;

import dev.coldstart.core.plan.Size;
import java.util.Optional;

/**
 * One start of a study, and what came of it.
 *
 * @param study {@link dev.coldstart.core.plan.Study#id()}
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param block from 1; there is no warm-up block, as the cold starts went before
 * @param position the place in its block, from 0
 * @param at when it was begun, ISO 8601 in UTC
 * @param size of the machine that it was given; empty: the plan's
 * @param stealMs time the hypervisor gave to others meanwhile, all CPUs together
 */
public record StudyRun(
        String study,
        String variant,
        int block,
        int position,
        String at,
        Optional<Size> size,
        StudyResult result,
        long stealMs) {
    public StudyRun {
        if (block < 1 || position < 0 || stealMs < 0) {
            throw new IllegalArgumentException("blocks of a study count from 1, positions from 0");
        }
    }

    /** What it is one of: no two runs have the same. */
    public record Key(String study, String variant, int block, Optional<Size> size) {}

    public Key key() {
        return new Key(study, variant, block, size);
    }
}
