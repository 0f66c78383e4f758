package dev.coldstart.service.worker;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Schedule;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Start;
import dev.coldstart.service.engine.Engine;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.engine.HeldApp;
import dev.coldstart.service.engine.Postmortem;
import dev.coldstart.service.engine.Session;
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
        long began = System.nanoTime();
        Ended ended;
        Comparison comparison = new Comparison(plan, contenders, listener);
        try {
            comparison.setAsideForeign(engine.architecture(), clock.instant());
            ended = comparison.nobodyLeft().orElseGet(() -> measure(comparison, plan, listener, cancellation));
        } catch (EngineException e) {
            ended = cancellation.wanted()
                    ? new Ended(End.Reason.CANCELLED, "stopped in the middle of a start")
                    : new Ended(End.Reason.BROKEN, String.valueOf(e.getMessage()));
        }
        End end = new End(ended.reason(), ended.detail(), (System.nanoTime() - began) / 1e9);
        listener.ended(end);
        return end;
    }

    /** Why a comparison is over. */
    record Ended(End.Reason reason, String detail) {}

    private Ended measure(Comparison comparison, Plan plan, Listener listener, Cancellation cancellation) {
        engine.removeLeftovers();
        try (Session session = engine.open(plan.run());
                Stock stock = new Stock(session)) {
            cancellation.onCancel(session::abort);
            Schedule schedule = new Schedule(plan.variants(), plan.sampling().seed());
            Deque<List<Variant>> ahead = new ArrayDeque<>();
            // What is known to be needed is announced, so that containers can be made when there is time.
            for (int block = 0; block <= plan.sampling().minBlocks(); block++) {
                announce(schedule, ahead, stock, comparison);
            }
            stock.prepareFirst();
            listener.machine(session.machine());
            for (int block = 0; ; block++) {
                if (ahead.isEmpty()) {
                    announce(schedule, ahead, stock, comparison);
                }
                List<Contender> order = comparison.present(ahead.remove());
                for (int position = 0; position < order.size(); position++) {
                    if (cancellation.wanted()) {
                        return new Ended(End.Reason.CANCELLED, "stopped during block " + block);
                    }
                    Contender contender = order.get(position);
                    oneStart(plan, comparison, stock, contender, block, position);
                    if (!comparison.isPresent(contender)) {
                        stock.drop(contender);
                    }
                }
                Optional<Ended> ended = comparison.enough(block);
                if (ended.isPresent()) {
                    return ended.get();
                }
            }
        }
    }

    private static void announce(Schedule schedule, Deque<List<Variant>> ahead, Stock stock, Comparison comparison) {
        List<Variant> order = schedule.nextBlock();
        ahead.add(order);
        stock.announce(comparison.present(order));
    }

    private static void oneStart(
            Plan plan, Comparison comparison, Stock stock, Contender contender, int block, int position) {
        stock.prepareNext();
        HeldApp app = stock.take(contender);
        ProbeCommand.Idle idle = plan.sampling().isIdle(block) ? ProbeCommand.Idle.MEASURE : ProbeCommand.Idle.SKIP;
        ProbeCommand.Disk disk = plan.run().coldDisk() ? ProbeCommand.Disk.COLD : ProbeCommand.Disk.WARM;
        ProbeEvent.Timed timed = app.time(
                comparison.scenario(contender), idle, disk, comparison.exchange(contender, block), stock::prepareMany);
        timed.port().ifPresent(port -> comparison.foundPort(contender, port));
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
