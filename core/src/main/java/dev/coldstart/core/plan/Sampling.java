package dev.coldstart.core.plan;

/**
 * How many starts.
 *
 * @param minBlocks counted blocks that are always run
 * @param maxBlocks counted blocks after which it stops however wide the intervals are
 * @param idleBlocks how many of the counted blocks wait a second for idle memory
 * @param precision it stops when every decisive interval's half-width is at most this fraction of the ratio
 * @param seed of the order within blocks
 */
public record Sampling(int minBlocks, int maxBlocks, int idleBlocks, double precision, long seed) {

    public static final int DEFAULT_MIN_BLOCKS = 20;
    public static final int DEFAULT_MAX_BLOCKS = 50;
    /** Six is the least from which a distribution-free 95 % interval of a median can be had. */
    public static final int DEFAULT_IDLE_BLOCKS = 6;

    public static final double DEFAULT_PRECISION = 0.05;

    public Sampling {
        if (minBlocks < 1 || maxBlocks < minBlocks || maxBlocks > 10_000) {
            throw new IllegalArgumentException(
                    "blocks must be 1 <= least <= most <= 10000, not " + minBlocks + " to " + maxBlocks);
        }
        if (idleBlocks < 0) {
            throw new IllegalArgumentException("idle blocks can't be negative: " + idleBlocks);
        }
        if (!(precision > 0 && precision <= 100)) {
            throw new IllegalArgumentException("precision must be above 0 and at most 100: " + precision);
        }
        idleBlocks = Math.min(idleBlocks, minBlocks);
    }

    /**
     * Whether a block (0 is the warm-up) waits for idle memory. These blocks are spread over those that are always run, so
     * that each second of waiting is there to prepare the few starts until the next.
     */
    public boolean isIdle(int block) {
        return block >= 1 && block <= minBlocks && (block - 1L) * idleBlocks % minBlocks < idleBlocks;
    }

    public static Sampling defaults(long seed) {
        return new Sampling(DEFAULT_MIN_BLOCKS, DEFAULT_MAX_BLOCKS, DEFAULT_IDLE_BLOCKS, DEFAULT_PRECISION, seed);
    }
}
