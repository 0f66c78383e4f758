package dev.coldstart.cli.command.option;

import dev.coldstart.cli.config.Blocks;
import dev.coldstart.cli.config.SamplingSettings;
import dev.coldstart.core.plan.Sampling;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How many starts; what is not given is as the configuration says. */
public final class SamplingOptions {

    @Option(
            names = "--blocks",
            paramLabel = "N..M",
            converter = BlocksConverter.class,
            description = "Counted blocks, least and most, or one number (default: 20..50).")
    Optional<Blocks> blocks = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            converter = Converters.Percentage.class,
            description = "Stop when every interval's half-width is at most this (default: 5%%).")
    Optional<Double> precision = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the order within blocks (default: a new one).")
    Optional<Long> seed = Optional.empty();

    public Sampling over(SamplingSettings settings) {
        OptionalLong chosen = seed.map(OptionalLong::of).orElse(settings.seed());
        // 48 bits, so that a reader in any language keeps it exact.
        long any = new SecureRandom().nextLong() >>> 16;
        return new SamplingSettings(
                        blocks.map(Blocks::least).orElse(settings.least()),
                        blocks.map(Blocks::most).orElse(settings.most()),
                        settings.idleBlocks(),
                        precision.orElse(settings.precision()),
                        chosen)
                .sampling(any);
    }

    /** For picocli. */
    static final class BlocksConverter implements ITypeConverter<Blocks> {
        @Override
        public Blocks convert(String value) {
            try {
                return Blocks.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
