package dev.coldstart.cli.command.option;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.units.Units;
import dev.coldstart.worker.BaseImages;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options with units, read as in the configuration file. */
public final class Converters {

    private Converters() {}

    public static final class Percentage implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return checked(Units::percentage, value);
        }
    }

    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return checked(Units::bytes, value);
        }
    }

    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return checked(Units::duration, value);
        }
    }

    public static final class MissingBaseKind implements ITypeConverter<MissingBase.Kind> {
        @Override
        public MissingBase.Kind convert(String value) {
            return checked(MissingBase.Kind::of, value);
        }
    }

    /** What {@code --base} of a worker says. */
    public static BaseImages bases(List<String> names) {
        try {
            return BaseImages.OWN.and(names);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--base: " + e.getMessage());
        }
    }

    private static <T> T checked(Function<String, T> reader, String value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
