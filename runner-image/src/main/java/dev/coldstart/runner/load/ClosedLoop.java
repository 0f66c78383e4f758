package dev.coldstart.runner.load;

import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.Slice;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Keeps so many requests under way: as soon as one is answered the next is sent, first until the app is warm, then for a time. */
public final class ClosedLoop {

    /** Short at first, when much changes. */
    private static final Duration SHORT_SLICE = Duration.ofMillis(200);

    private static final Duration SHORT_UNTIL = Duration.ofSeconds(5);
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final double WRONG = 0.01;
    private static final int WRONG_TO_STOP = 1000;
    private static final double NANOS = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long WAIT_MILLIS = 20;

    /** A generator that is busy this much of the time may be what is measured, */
    private static final double GENERATOR_BUSY = 0.95;

    /** ... unless the app is busy this much too. */
    private static final double APP_BUSY = 0.9;

    private final InetSocketAddress address;
    private final Mix mix;
    private final Study.Steady steady;
    private final LoadedApp app;
    private final Generator.Place place;
    private final LongSupplier ownCpu;
    private final long t0;
    private final Tally slice = new Tally();
    private final Tally warm = new Tally();
    private final List<Slice> course = new ArrayList<>();
    private int underWay;
    private long good;
    private long wrong;
    private long sliceCpu;
    private boolean isWarm;

    /**
     * A loop.
     *
     * @param ownCpu CPU time of the process that this is
     * @param t0 when the gate was opened, by {@link System#nanoTime()}
     */
    public ClosedLoop(
            InetSocketAddress address,
            List<Wanted> requests,
            Study.Steady steady,
            LoadedApp app,
            Generator.Place place,
            LongSupplier ownCpu,
            long t0) {
        this.address = address;
        this.mix = new Mix(requests, steady.seed());
        this.steady = steady;
        this.app = app;
        this.place = place;
        this.ownCpu = ownCpu;
        this.t0 = t0;
    }

    /**
     * Runs it to its end.
     *
     * @param firstNs when the app gave its first answer, since the gate was opened
     * @param firstCpuNs what it had used by then
     */
    public StudyResult run(long firstNs, long firstCpuNs) throws IOException {
        try (Connections connections = new Connections(address, steady.concurrency())) {
            AnswerPump answers = new AnswerPump(connections, sink(connections));
            sliceCpu = app.cpuNanos();
            long began = System.nanoTime();
            long limit = began + steady.warmUp().toNanos();
            boolean flat = false;
            while (!flat && System.nanoTime() < limit && goesOn()) {
                slice(connections, answers, began, limit);
                flat = Trend.isFlat(course, (began - t0) / NANOS_PER_MILLI);
            }
            long warmAt = System.nanoTime();
            long warmUpRequests = good;
            long cpuBefore = sliceCpu;
            long ownBefore = ownCpu.getAsLong();
            isWarm = true;
            long until = warmAt + steady.length().toNanos();
            while (System.nanoTime() < until && goesOn()) {
                slice(connections, answers, began, until);
            }
            double seconds = (System.nanoTime() - warmAt) / NANOS;
            Generator generator =
                    new Generator(place, Math.max(0, ownCpu.getAsLong() - ownBefore), 0, connections.mostOpen());
            return result(
                    firstNs,
                    firstCpuNs,
                    flat ? StudyResult.WarmBy.FLAT : StudyResult.WarmBy.LIMIT,
                    warmAt - t0,
                    warmUpRequests,
                    seconds,
                    sliceCpu - cpuBefore,
                    generator);
        }
    }

    private StudyResult result(
            long firstNs,
            long firstCpuNs,
            StudyResult.WarmBy by,
            long warmUpNs,
            long warmUpRequests,
            double seconds,
            long cpu,
            Generator generator)
            throws IOException {
        if (!app.alive()) {
            return StudyResult.Failed.of(
                    StudyTrouble.ENDED,
                    "its process ended under " + steady.concurrency() + " requests at a time, after " + good
                            + " good answers");
        }
        if (wrong > WRONG * (good + wrong) || warm.goods() == 0) {
            return StudyResult.Failed.of(
                    StudyTrouble.WRONG_ANSWERS,
                    wrong + " of " + (good + wrong) + " requests had no answer, or another than expected");
        }
        if (place == Generator.Place.APART
                && generator.cpuNs() / NANOS > GENERATOR_BUSY * seconds
                && cpu / NANOS < APP_BUSY * seconds) {
            return StudyResult.Failed.of(
                    StudyTrouble.GENERATOR_BOUND,
                    "the generator's CPU was busy all the time at " + Math.round(warm.goods() / seconds)
                            + " requests a second, and the app's was not");
        }
        return new StudyResult.Warmed(
                firstNs,
                firstCpuNs,
                course,
                by,
                warmUpNs,
                warmUpRequests,
                warm.goods(),
                wrong,
                seconds,
                warm.latencies(),
                Math.max(0, cpu),
                generator);
    }

    private boolean goesOn() {
        return app.alive() && !isWrong();
    }

    private boolean isWrong() {
        return wrong > WRONG_TO_STOP && wrong > WRONG * good;
    }

    /** Lets one slice of the course pass. */
    private void slice(Connections connections, AnswerPump answers, long began, long limit) throws IOException {
        long now = System.nanoTime();
        Duration length = now - began < SHORT_UNTIL.toNanos() ? SHORT_SLICE : SLICE;
        long until = Math.min(limit, now + length.toNanos());
        while (System.nanoTime() < until && !isWrong()) {
            while (underWay < steady.concurrency() && sendNext(connections)) {
                underWay++;
            }
            answers.await(WAIT_MILLIS);
        }
        long cpu = app.cpuNanos();
        course.add(new Slice(
                (System.nanoTime() - t0) / NANOS_PER_MILLI,
                slice.goods(),
                slice.quantileNs(0.5),
                slice.quantileNs(0.99),
                Math.max(0, cpu - sliceCpu)));
        sliceCpu = Math.max(cpu, sliceCpu);
        slice.clear();
    }

    private AnswerPump.Sink sink(Connections connections) {
        return new AnswerPump.Sink() {
            @Override
            public void good(Connection connection, long meantAt, long answeredAt) {
                good++;
                slice.good(answeredAt - meantAt);
                if (isWarm) {
                    warm.good(answeredAt - meantAt);
                }
                next(connection);
            }

            @Override
            public void wrong(Connection connection) {
                wrong++;
                next(connection);
            }

            private void next(Connection connection) {
                if (connection.channel().isOpen()) {
                    connections.free(connection);
                }
                if (isWrong() || !sendNext(connections)) {
                    underWay--;
                }
            }
        };
    }

    /** Whether it was sent; an app that takes no connection now is asked again before long. */
    private boolean sendNext(Connections connections) {
        Wanted request = mix.next();
        try {
            Connection connection = connections.take(0);
            try {
                connection.send(request, System.nanoTime());
            } catch (IOException e) {
                connections.drop(connection);
                connections.take(0).send(request, System.nanoTime());
            }
            return true;
        } catch (IOException e) {
            wrong++;
            return false;
        }
    }
}
