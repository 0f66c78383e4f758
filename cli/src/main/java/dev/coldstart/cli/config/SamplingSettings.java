package dev.coldstart.cli.config;

import dev.coldstart.core.plan.Sampling;
import java.util.OptionalLong;

/**
 * How many starts; see {@link Sampling}.
 *
 * @param seed empty: a new one for each comparison
 */
public record SamplingSettings(int least, int most, int idleBlocks, double precision, OptionalLong seed) {

    public static SamplingSettings defaults() {
        Sampling defaults = Sampling.defaults(0);
        return new SamplingSettings(
                defaults.minBlocks(),
                defaults.maxBlocks(),
                defaults.idleBlocks(),
                defaults.precision(),
                OptionalLong.empty());
    }

    /** The domain's settings, with this seed where the file gives none. */
    public Sampling sampling(long seedIfNone) {
        return new Sampling(least, most, idleBlocks, precision, seed.orElse(seedIfNone));
    }
}
