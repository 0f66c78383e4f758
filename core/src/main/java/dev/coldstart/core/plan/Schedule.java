package dev.coldstart.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Randomised complete blocks: each variant once per block, in an order shuffled anew. Block 0 is the warm-up, kept but not
 * counted. The same seed gives the same order on every machine ({@link Random} and {@link Collections#shuffle} are specified
 * to the bit).
 */
public final class Schedule {

    private final List<Variant> variants;
    private final Random random;

    public Schedule(List<Variant> variants, long seed) {
        this.variants = List.copyOf(variants);
        this.random = new Random(seed);
    }

    /** The order of the next block. */
    public List<Variant> nextBlock() {
        List<Variant> order = new ArrayList<>(variants);
        Collections.shuffle(order, random);
        return List.copyOf(order);
    }
}
