package dev.coldstart.runner.load;

import dev.coldstart.core.plan.Study;
import dev.coldstart.core.study.Generator;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Sends requests at a steady rate, whether the earlier ones have been answered or not. Each answer's time counts from the
 * moment at which its request was meant to be sent, so that an app that stalls is not asked less while it does (coordinated
 * omission).
 */
public final class OpenLoop {

    /** Under it a rate was not reached, and above it the rest may be the end's. */
    private static final double REACHED = 0.99;

    private static final double WRONG = 0.01;

    /** A generator that is busy this much of the time is at its limit. */
    private static final double GENERATOR_BUSY = 0.95;

    /** What is answered so much after the last request still counts as kept up with. */
    private static final long GRACE_NS = 500_000_000;

    /** How long the last answers are waited for. */
    private static final long LAST_NS = 10_000_000_000L;

    /** As many as a stall of a quarter of a second holds up at a thousand a second. */
    private static final int MAX_CONNECTIONS = 256;

    private static final long ALIVE_EVERY_NS = 100_000_000;
    private static final double NANOS = 1e9;
    private static final long WAIT_MILLIS = 20;

    private final InetSocketAddress address;
    private final Mix mix;
    private final Study.Load load;
    private final LoadedApp app;
    private final Generator.Place place;
    private final LongSupplier ownCpu;
    private final Tally answers = new Tally();
    private final Tally late = new Tally();
    private final long planned;
    private int underWay;
    private long unsent;
    private long inTime;
    private volatile boolean allSent;
    private volatile long lastInTime = Long.MAX_VALUE;
    private volatile Optional<IOException> trouble = Optional.empty();

    /** @param ownCpu CPU time of the process that this is */
    public OpenLoop(
            InetSocketAddress address,
            List<Wanted> requests,
            Study.Load load,
            LoadedApp app,
            Generator.Place place,
            LongSupplier ownCpu) {
        this.address = address;
        this.mix = new Mix(requests, load.seed());
        this.load = load;
        this.app = app;
        this.place = place;
        this.ownCpu = ownCpu;
        this.planned = Math.max(1, Math.round(load.rate() * load.length().toNanos() / NANOS));
    }

    /** Runs it to its end; takes the calling thread, whose timers are tight. */
    public StudyResult run() throws IOException {
        app.resetPeak();
        long cpuBefore = app.cpuNanos();
        long ownBefore = ownCpu.getAsLong();
        MemoryWatch memory = MemoryWatch.begin(app, load.length());
        int connectionsOpen;
        long cpu;
        long own;
        try (memory;
                Connections connections = new Connections(address, MAX_CONNECTIONS)) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> read(connections));
            send(connections);
            cpu = app.cpuNanos() - cpuBefore;
            own = ownCpu.getAsLong() - ownBefore;
            allSent = true;
            join(reader);
            connectionsOpen = connections.mostOpen();
        }
        if (!app.alive()) {
            return StudyResult.Failed.of(
                    StudyTrouble.ENDED,
                    "its process ended under " + rate() + ", after " + answers.goods() + " good answers");
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return result(memory, cpu, new Generator(place, Math.max(0, own), late.quantileNs(0.99), connectionsOpen));
    }

    private StudyResult result(MemoryWatch memory, long cpu, Generator generator) throws IOException {
        long good = answers.goods();
        long wrong = planned - good;
        double reached = (double) (inTime + answers.wrongs()) / planned;
        if (answers.wrongs() + unsent > WRONG * planned) {
            return StudyResult.Failed.of(
                    StudyTrouble.WRONG_ANSWERS,
                    (answers.wrongs() + unsent) + " of " + planned
                            + " requests had no answer, or another than expected");
        }
        if (reached < REACHED
                && generator.cpuNs() / NANOS > GENERATOR_BUSY * load.length().toNanos() / NANOS) {
            return StudyResult.Failed.of(
                    StudyTrouble.GENERATOR_BOUND,
                    rate()
                            + " are more than the generator can send here: ask for less, or take a machine with more CPUs");
        }
        if (reached < REACHED) {
            return StudyResult.Failed.of(
                    StudyTrouble.RATE_NOT_REACHED,
                    "of " + rate() + " it answered " + Math.round(reached * 1000) / 10.0 + " % in time");
        }
        return new StudyResult.Loaded(
                planned,
                wrong,
                reached,
                load.length().toNanos() / NANOS,
                answers.latencies(),
                Math.max(0, cpu),
                Math.max(1, app.peakBytes()),
                app.peakChargedBytes(),
                memory.points(),
                generator);
    }

    private String rate() {
        return load.rate() == Math.rint(load.rate())
                ? (long) load.rate() + " requests a second"
                : load.rate() + " requests a second";
    }

    private void send(Connections connections) throws IOException {
        long began = System.nanoTime();
        long lookAt = began + ALIVE_EVERY_NS;
        lastInTime = began + load.length().toNanos() + GRACE_NS;
        for (long i = 0; i < planned; i++) {
            long meant = began + Math.round(i * NANOS / load.rate());
            for (long now = System.nanoTime(); now < meant; now = System.nanoTime()) {
                LockSupport.parkNanos(meant - now);
            }
            boolean room = connections.hasRoom();
            try {
                Connection connection = connections.take(LAST_NS);
                begin();
                long sent = send(connections, connection, meant);
                if (room) {
                    late.good(sent - meant);
                }
            } catch (IOException e) {
                unsent++;
            }
            long now = System.nanoTime();
            // An app far behind is not asked for ever: what is left by then is not in time.
            if (now > lookAt) {
                lookAt = now + ALIVE_EVERY_NS;
                if (!app.alive() || now > lastInTime) {
                    return;
                }
            }
        }
    }

    private long send(Connections connections, Connection connection, long meant) throws IOException {
        Wanted request = mix.next();
        try {
            connection.send(request, meant);
        } catch (IOException e) {
            // The server had closed it while it rested.
            connections.drop(connection);
            try {
                connections.take(LAST_NS).send(request, meant);
            } catch (IOException none) {
                end();
                throw none;
            }
        }
        return System.nanoTime();
    }

    private synchronized void begin() {
        underWay++;
    }

    private synchronized void end() {
        underWay--;
    }

    private synchronized boolean isUnderWay() {
        return underWay > 0;
    }

    private void read(Connections connections) {
        AnswerPump reading = new AnswerPump(connections, new AnswerPump.Sink() {
            @Override
            public void good(Connection connection, long meantAt, long answeredAt) {
                answers.good(answeredAt - meantAt);
                if (answeredAt <= lastInTime) {
                    inTime++;
                }
                ended(connection);
            }

            @Override
            public void wrong(Connection connection) {
                answers.wrong();
                ended(connection);
            }

            private void ended(Connection connection) {
                end();
                if (connection.channel().isOpen()) {
                    connections.free(connection);
                }
            }
        });
        try {
            long giveUpAt = Long.MAX_VALUE;
            while (!(allSent && !isUnderWay()) && System.nanoTime() < giveUpAt) {
                reading.await(WAIT_MILLIS);
                if (allSent && giveUpAt == Long.MAX_VALUE) {
                    giveUpAt = System.nanoTime() + LAST_NS;
                }
                if (allSent && !app.alive()) {
                    return;
                }
            }
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while the last answers were waited for", e));
        }
    }
}
