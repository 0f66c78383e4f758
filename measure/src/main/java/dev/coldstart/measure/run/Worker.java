package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Schedule;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Start;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Postmortem;
import dev.coldstart.measure.engine.Session;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Runs one comparison: interleaved, in randomised complete blocks, until the intervals are narrow enough. Everything it sees
 * goes to the {@link Listener} at once, so that nothing is lost with it.
 */
public final class Worker {

    private final Engine engine;
    private final Clock clock;

    public Worker(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Runs it to its end, whatever that is; what the engine can't do ends it as {@link End.Reason#BROKEN}. */
    public End run(Plan plan, List<Contender> contenders, Listener listener, Cancellation cancellation) {
        return run(plan, contenders, listener, cancellation, Resume.NOTHING);
    }

    /** The same, going on where another has stopped. */
    public End run(Plan plan, List<Contender> contenders, Listener listener, Cancellation cancellation, Resume resume) {
        long began = System.nanoTime();
        Ended ended;
        ComparisonProgress comparison = new ComparisonProgress(
                plan, contenders.stream().map(c -> c.in(plan.scenario())).toList(), listener, resume);
        try {
            comparison.setAsideForeign(engine.architecture(), clock.instant());
            ended = comparison
                    .nobodyLeft()
                    .or(() -> resume.isBeginning() ? Optional.empty() : comparison.enough(resume.nextBlock() - 1))
                    .orElseGet(() -> measure(comparison, plan, listener, cancellation, resume));
            ended = study(ended, comparison, plan, listener, cancellation, resume);
        } catch (EngineException e) {
            ended = cancellation.wanted()
                    ? new Ended(End.Reason.CANCELLED, "stopped in the middle of a start")
                    : new Ended(End.Reason.BROKEN, String.valueOf(e.getMessage()));
        }
        double seconds = resume.seconds() + (System.nanoTime() - began) / 1e9;
        End end = new End(ended.reason(), ended.detail(), seconds);
        listener.ended(end);
        return end;
    }

    /** Why a comparison is over. */
    record Ended(End.Reason reason, String detail) {}

    private Ended measure(
            ComparisonProgress comparison, Plan plan, Listener listener, Cancellation cancellation, Resume resume) {
        try (Session session = cancellation.interruptibly(() -> open(plan));
                AtTheEnd _ = () -> session.remarks().forEach(listener::noted);
                Stock stock = new Stock(session)) {
            cancellation.onCancel(session::abort);
            Schedule schedule = resume.schedule(plan);
            Deque<List<Variant>> ahead = new ArrayDeque<>();
            if (!resume.isBeginning()) {
                stock.announce(comparison.present(plan.variants()));
            }
            // What is known to be needed is announced, so that containers can be made when there is time.
            for (int block = resume.nextBlock(); block <= plan.sampling().minBlocks(); block++) {
                announce(schedule, ahead, stock, comparison);
            }
            stock.prepareFirst();
            listener.machine(session.machine());
            if (!resume.isBeginning()
                    && !(warmUp(plan, comparison, stock, cancellation)
                            && settle(plan, comparison, stock, cancellation))) {
                return new Ended(End.Reason.CANCELLED, "stopped before block " + resume.nextBlock());
            }
            for (int block = resume.nextBlock(); ; block++) {
                if (ahead.isEmpty()) {
                    announce(schedule, ahead, stock, comparison);
                }
                List<Contender> order = comparison.present(ahead.remove());
                for (int position = 0; position < order.size(); position++) {
                    if (cancellation.wanted()) {
                        return new Ended(End.Reason.CANCELLED, "stopped during block " + block);
                    }
                    Contender contender = order.get(position);
                    oneStart(comparison, stock, contender, block, position);
                    if (!comparison.isPresent(contender)) {
                        stock.drop(contender);
                    }
                }
                if (block == 0 && !settle(plan, comparison, stock, cancellation)) {
                    return new Ended(End.Reason.CANCELLED, "stopped after the warm-up");
                }
                listener.blockEnded(block);
                Optional<Ended> ended = comparison.enough(block);
                if (ended.isPresent()) {
                    return ended.get();
                }
                if (cancellation.wantedAfterBlock()) {
                    return new Ended(End.Reason.CANCELLED, "stopped after block " + block);
                }
            }
        }
    }

    /** What is asked beside the cold starts, with a prober of its own; not where those have come to nothing. */
    private Ended study(
            Ended cold,
            ComparisonProgress comparison,
            Plan plan,
            Listener listener,
            Cancellation cancellation,
            Resume resume) {
        boolean measured = cold.reason() == End.Reason.PRECISE || cold.reason() == End.Reason.BLOCKS;
        if (plan.studies().isEmpty() || !measured) {
            return cold;
        }
        try (Session session = cancellation.interruptibly(() -> open(plan));
                AtTheEnd _ = () -> session.remarks().forEach(listener::noted)) {
            cancellation.onCancel(session::abort);
            return new Studies(plan, comparison, listener, cancellation, resume.studies(), comparison.lastBlock())
                    .run(session)
                    .orElse(cold);
        }
    }

    private Session open(Plan plan) {
        engine.removeLeftovers();
        return engine.open(plan.scenario().on(plan.run()));
    }

    /** Something to do when nothing is measured any more and the session is still open. */
    private interface AtTheEnd extends AutoCloseable {
        @Override
        void close();
    }

    /** The page cache is cold again: a block that is not kept, as the first of all is not counted. */
    private static boolean warmUp(Plan plan, ComparisonProgress comparison, Stock stock, Cancellation cancellation) {
        for (Contender contender : comparison.present(plan.variants())) {
            if (cancellation.wanted()) {
                return false;
            }
            stock.prepareNext();
            HeldApp app = stock.take(contender);
            ProbeEvent.Timed timed = app.time(comparison.unkept(contender), stock::prepareMany);
            comparison.warmedUp(contender, timed);
            if (timed.outcome() instanceof Outcome.Failed) {
                stock.removeNow(app);
            } else {
                stock.removeSometime(app);
            }
        }
        return true;
    }

    /** Where they are asked is certain after this. Forms that have no port in common are started once more for it. */
    private static boolean settle(Plan plan, ComparisonProgress comparison, Stock stock, Cancellation cancellation) {
        boolean settled = !comparison.needSecondLook() || warmUp(plan, comparison, stock, cancellation);
        comparison.choosePorts();
        return settled;
    }

    private static void announce(
            Schedule schedule, Deque<List<Variant>> ahead, Stock stock, ComparisonProgress comparison) {
        List<Variant> order = schedule.nextBlock();
        ahead.add(order);
        stock.announce(comparison.present(order));
    }

    private static void oneStart(
            ComparisonProgress comparison, Stock stock, Contender contender, int block, int position) {
        Timing timing = comparison.timing(contender, block);
        // Nothing else happens on the machine while it is open whether the answer lasts; the warm-up is not counted.
        boolean free = block == 0 || timing.watch() == Timing.Watch.BRIEF;
        stock.prepareNext();
        HeldApp app = stock.take(contender);
        ProbeEvent.Timed timed = app.time(timing, free ? stock::prepareMany : () -> {});
        if (comparison.hasMoved(contender, timed)) {
            stock.removeNow(app);
            app = stock.take(contender);
            timed = app.time(comparison.timing(contender, block), free ? stock::prepareMany : () -> {});
        }
        if (block == 0) {
            comparison.warmedUp(contender, timed);
        } else {
            comparison.saw(contender, timed);
        }
        String name = contender.variant().name();
        boolean troubled = timed.replies().stream().anyMatch(Reply::troubled);
        Optional<Postmortem> postmortem =
                timed.outcome() instanceof Outcome.Failed || troubled ? Optional.of(app.examine()) : Optional.empty();
        if (postmortem.isPresent()) {
            stock.removeNow(app);
        } else {
            stock.removeSometime(app);
        }
        Outcome outcome = timed.outcome() instanceof Outcome.Failed failed
                ? Postmortems.complete(failed, postmortem.orElseThrow())
                : timed.outcome();
        comparison.add(new Start(name, block, position, timed.at(), outcome, app.platform(), timed.host()));
        if (!timed.replies().isEmpty()) {
            comparison.add(Postmortems.answers(name, block, timed.replies(), postmortem));
        }
    }
}
