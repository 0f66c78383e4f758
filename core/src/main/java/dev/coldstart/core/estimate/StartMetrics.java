package dev.coldstart.core.estimate;

import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Phases;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.ProgramPhases;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.statistics.MedianInterval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads a metric off one good start, in the metric's unit. */
final class StartMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    private StartMetrics() {}

    /**
     * Empty for what this start does not have: idle memory in most blocks, what is measured once per variant, and what studies
     * measure.
     */
    static OptionalDouble value(Metric metric, Start made, Outcome.Started start) {
        Phases phases = start.phases();
        var usage = start.usage();
        return switch (metric) {
            case FIRST_RESPONSE -> millis(phases.firstNs());
            case CPU_TO_FIRST_RESPONSE -> millis(usage.cpuNs());
            case EXEC -> millis(phases.execNs());
            case PORT_OPEN, SECOND_RESPONSE ->
                phases instanceof HttpPhases http ? ofService(metric, http) : OptionalDouble.empty();
            case INIT, FIRST_EVENT, WARM_EVENT, BETWEEN_EVENTS, EVENTS_CHARGED ->
                phases instanceof FunctionPhases function ? ofFunction(metric, function) : OptionalDouble.empty();
            case USER_CPU, SYSTEM_CPU ->
                phases instanceof ProgramPhases program
                        ? millis(metric == Metric.USER_CPU ? program.userNs() : program.systemNs())
                        : OptionalDouble.empty();
            case IDLE_RSS -> memory(start.idle(), IdleMemory::rssBytes);
            case IDLE_PSS -> memory(start.idle(), IdleMemory::pssBytes);
            case PEAK_RSS ->
                phases instanceof ProgramPhases program
                        ? OptionalDouble.of((double) program.maxRssBytes())
                        : memory(start.idle(), IdleMemory::peakBytes);
            case CHARGED_MEMORY -> charged(start.idle(), IdleMemory::chargedBytes);
            case PEAK_CHARGED -> charged(start.idle(), IdleMemory::peakChargedBytes);
            case MINOR_FAULTS -> OptionalDouble.of((double) usage.minorFaults());
            case MAJOR_FAULTS -> OptionalDouble.of((double) usage.majorFaults());
            case CONTAINER_START ->
                made.platform().equals(Platform.UNKNOWN)
                        ? OptionalDouble.empty()
                        : millis(made.platform().createNs() + made.platform().startNs());
            case THREADS -> OptionalDouble.of(usage.threads());
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble ofService(Metric metric, HttpPhases phases) {
        return millis(metric == Metric.PORT_OPEN ? phases.portNs() : phases.secondNs() - phases.secondSentNs());
    }

    private static OptionalDouble ofFunction(Metric metric, FunctionPhases phases) {
        return switch (metric) {
            case INIT -> millis(phases.initNs());
            case FIRST_EVENT -> millis(phases.eventNs());
            case WARM_EVENT -> median(phases, FunctionPhases.WarmEvent::answerNs);
            case BETWEEN_EVENTS -> median(phases, FunctionPhases.WarmEvent::betweenNs);
            case EVENTS_CHARGED -> charged(phases.memory(), IdleMemory::chargedBytes);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble median(FunctionPhases phases, ToLongFunction<FunctionPhases.WarmEvent> part) {
        double[] millis = phases.warm().stream()
                .mapToDouble(event -> part.applyAsLong(event) / NANOS_PER_MILLI)
                .toArray();
        return millis.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(MedianInterval.of(millis).median());
    }

    private static OptionalDouble millis(long nanos) {
        return OptionalDouble.of(nanos / NANOS_PER_MILLI);
    }

    private static OptionalDouble charged(Optional<IdleMemory> idle, Function<IdleMemory, OptionalLong> bytes) {
        OptionalLong value = idle.map(bytes).orElse(OptionalLong.empty());
        return value.isPresent() ? OptionalDouble.of((double) value.getAsLong()) : OptionalDouble.empty();
    }

    private static OptionalDouble memory(Optional<IdleMemory> idle, ToLongFunction<IdleMemory> bytes) {
        return idle.map(i -> OptionalDouble.of((double) bytes.applyAsLong(i))).orElse(OptionalDouble.empty());
    }
}
