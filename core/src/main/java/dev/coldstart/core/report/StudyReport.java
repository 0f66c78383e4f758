package dev.coldstart.core.report;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.core.study.StudyTrouble;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What studies came to, beside the figures and contrasts, which stand with those of the cold starts. Each is empty where it was
 * not asked for.
 */
public record StudyReport(
        Optional<OfLoad> load, Optional<OfSteady> steady, Optional<OfSweep> sweep, Optional<OfMemory> leastMemory) {

    /** How the runs of a form went. */
    public record Runs(String variant, int made, int failed, Optional<Failure> failure) {}

    /** Why a form has no figures, or fewer: the most frequent reason, with the last example of it. */
    public record Failure(StudyTrouble reason, String detail) {}

    /** Requests at a steady rate. */
    public record OfLoad(Study.Load asked, List<Loaded> variants) {
        public OfLoad {
            variants = List.copyOf(variants);
        }
    }

    /**
     * A form under load.
     *
     * @param memory over time, the median of its starts at each moment
     * @param generator what the load cost us: a typical start's
     */
    public record Loaded(Runs runs, List<MemoryPoint> memory, Optional<Generator> generator) {
        public Loaded {
            memory = List.copyOf(memory);
        }
    }

    /**
     * As many requests as are answered.
     *
     * @param catchUps where the baseline is the faster one once warm: what it takes to get there
     */
    public record OfSteady(Study.Steady asked, List<Warmed> variants, List<CatchUp> catchUps) {
        public OfSteady {
            variants = List.copyOf(variants);
            catchUps = List.copyOf(catchUps);
        }
    }

    /**
     * A form that got warm.
     *
     * @param warmSeconds when it counted as warm, since the gate was opened: the median
     * @param limited how many of its starts were not warm by the limit, and were measured all the same
     * @param course latency and throughput over time, the median of its starts at each moment
     */
    public record Warmed(
            Runs runs, OptionalDouble warmSeconds, OptionalLong warmRequests, int limited, List<Moment> course) {
        public Warmed {
            course = List.copyOf(course);
        }
    }

    /**
     * A moment of a course.
     *
     * @param seconds since the gate was opened
     * @param p50Ms median latency
     * @param perSecond requests answered
     */
    public record Moment(double seconds, double p50Ms, double p99Ms, double perSecond, double cpuMs) {}

    /**
     * What the baseline's form needs until it is ahead of another.
     *
     * @param latencySeconds uptime from which on its median latency is no worse; empty where that was not seen
     * @param latencyRequests answered by then
     * @param cpuRequests requests after which all of its CPU time, start and compiling included, is no more; worked out from
     *     what getting warm costs once and what a warm request costs each; empty where it never is
     */
    public record CatchUp(
            String variant, OptionalDouble latencySeconds, OptionalLong latencyRequests, OptionalLong cpuRequests) {}

    /** Cold starts at several sizes. */
    public record OfSweep(Study.Sweep asked, List<AtSize> points) {
        public OfSweep {
            points = List.copyOf(points);
        }
    }

    /**
     * One form at one size.
     *
     * @param first time to the first answer
     * @param cpu CPU time to it
     * @param change of the first answer against the baseline at the same size
     */
    public record AtSize(
            Size size, Runs runs, Optional<Figure> first, Optional<Figure> cpu, Optional<Contrast> change) {}

    /** The smallest memory in which each form starts. */
    public record OfMemory(Study.LeastMemory asked, List<Least> variants) {
        public OfMemory {
            variants = List.copyOf(variants);
        }
    }

    /**
     * The smallest memory of a form.
     *
     * @param bytes the smallest limit at which every start was good; empty where there is none
     * @param starts at that limit
     * @param below the next limit that was tried below it
     * @param belowMade starts there
     * @param belowFailed of those failed
     */
    public record Least(
            String variant,
            OptionalLong bytes,
            int starts,
            OptionalLong below,
            int belowMade,
            int belowFailed,
            Optional<Failure> failure) {}
}
