package dev.coldstart.core.sample;

/**
 * One cold start and what came of it.
 *
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param block 0 is the warm-up block
 * @param position the place in its block, from 0
 * @param at when the gate was opened, ISO 8601 in UTC
 */
public record Start(String variant, int block, int position, String at, Outcome outcome, Platform platform, Host host) {
    public Start {
        if (block < 0 || position < 0) {
            throw new IllegalArgumentException("block and position count from 0");
        }
    }

    /** Whether it enters the figures: every block but the warm-up. */
    public boolean counted() {
        return block > 0;
    }
}
