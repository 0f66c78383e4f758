package dev.coldstart.measure.run;

import dev.coldstart.core.estimate.Precision;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** How far a comparison has come: who is still in it, what was seen, and whether that is enough. */
final class ComparisonProgress {

    /** So many failed starts, and more than good ones, and a variant is given up: each may take the whole deadline. */
    private static final int FAILURES_TO_GIVE_UP = 3;

    private static final int EARLY_EXCHANGES = 2;

    private final Plan plan;
    private final Listener listener;
    private final Map<String, Contender> present = new LinkedHashMap<>();
    private final Ports ports;
    private final Set<String> relapsed = new HashSet<>();
    private final Map<String, Integer> exchanges = new HashMap<>();
    private final Map<String, Integer> good = new HashMap<>();
    private final Map<String, Integer> bad = new HashMap<>();
    private final List<Start> starts = new ArrayList<>();
    private boolean relapsing;

    /** @param resume what is there already; nobody is told of it again */
    ComparisonProgress(Plan plan, List<Contender> contenders, Listener listener, Resume resume) {
        this.plan = plan;
        this.listener = listener;
        this.ports = new Ports(plan);
        contenders.forEach(c -> present.put(c.variant().name(), c));
        resume.answers().forEach(answers -> exchanges.merge(answers.variant(), 1, Integer::sum));
        resume.starts().forEach(start -> {
            count(start)
                    .ifPresent(contender -> present.remove(contender.variant().name()));
            if (isForeign(start)) {
                present.remove(start.variant());
            }
        });
    }

    private static boolean isForeign(Start start) {
        return start.outcome() instanceof Outcome.Failed failed && failed.reason() == FailureReason.WRONG_ARCHITECTURE;
    }

    /** Native code for another architecture fails before it is started: an emulator would run it, and time itself. */
    void setAsideForeign(Architecture here, Instant now) {
        for (Contender contender : List.copyOf(present.values())) {
            contender.nativeArchitecture().filter(built -> built != here).ifPresent(built -> {
                add(new Start(
                        contender.variant().name(),
                        0,
                        0,
                        now.toString(),
                        new Outcome.Failed(
                                FailureReason.WRONG_ARCHITECTURE,
                                "it was compiled for " + built.id() + ", and this machine is " + here.id(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                List.of()),
                        Platform.UNKNOWN,
                        new Host(0, OptionalLong.empty(), 0, OptionalDouble.empty())));
                giveUp(contender);
            });
        }
    }

    List<Contender> present(List<Variant> order) {
        return order.stream()
                .filter(v -> present.containsKey(v.name()))
                .map(v -> present.get(v.name()))
                .toList();
    }

    boolean isPresent(Contender contender) {
        return present.containsKey(contender.variant().name());
    }

    Timing.Watch watch(int block) {
        return block == 0 || relapsing ? Timing.Watch.LONG : Timing.Watch.BRIEF;
    }

    /** How a start in this block is timed. */
    Timing timing(Contender contender, int block) {
        return new Timing(
                plan.scenario(),
                ports.known(contender.variant()),
                watch(block),
                plan.sampling().isIdle(block) ? ProbeCommand.Idle.MEASURE : ProbeCommand.Idle.SKIP,
                disk(),
                exchange(contender, block));
    }

    /** How a start is timed that is not kept. */
    Timing unkept(Contender contender) {
        return new Timing(
                plan.scenario(),
                ports.known(contender.variant()),
                Timing.Watch.LONG,
                ProbeCommand.Idle.SKIP,
                disk(),
                List.of());
    }

    /** How a start is timed that is made for a study. */
    Timing forStudy(Contender contender) {
        return new Timing(
                plan.scenario(),
                ports.known(contender.variant()),
                Timing.Watch.BRIEF,
                ProbeCommand.Idle.SKIP,
                disk(),
                List.of());
    }

    private ProbeCommand.Disk disk() {
        return plan.run().coldDisk() ? ProbeCommand.Disk.COLD : ProbeCommand.Disk.WARM;
    }

    /** Takes in what a start of the warm-up showed. */
    void warmedUp(Contender contender, ProbeEvent.Timed timed) {
        ports.warmedUp(contender.variant(), timed.seen());
        saw(contender, timed);
    }

    /** Takes in what a start showed of an answer that did not last; then all are looked at for long, alike. */
    void saw(Contender contender, ProbeEvent.Timed timed) {
        timed.seen().relapse().ifPresent(relapse -> {
            relapsing = true;
            if (relapsed.add(contender.variant().name())) {
                listener.noted(Relapses.note(contender.variant(), relapse, timed.outcome()));
            }
        });
    }

    boolean needSecondLook() {
        return ports.needSecondLook();
    }

    /** After the warm-up: from here on it is certain where each is asked. */
    void choosePorts() {
        ports.choose().forEach(listener::noted);
    }

    /** Whether a start is to be made again, as it was asked where the variant listens no longer. */
    boolean hasMoved(Contender contender, ProbeEvent.Timed timed) {
        boolean moved = ports.moved(contender.variant(), timed);
        if (moved) {
            listener.noted(ports.movedNote(contender.variant()));
        }
        return moved;
    }

    /**
     * What to ask after a start: twice as early as can be, and once more when the machine's clock has gone on, so that what
     * changes from start to start is seen to.
     */
    private List<ParityRequest> exchange(Contender contender, int block) {
        return exchanges.getOrDefault(contender.variant().name(), 0) < EARLY_EXCHANGES
                        || block == plan.sampling().minBlocks()
                ? plan.behaviour()
                : List.of();
    }

    void add(Answers answers) {
        exchanges.merge(answers.variant(), 1, Integer::sum);
        listener.answered(answers);
    }

    void add(Start start) {
        listener.started(start);
        count(start).ifPresent(this::giveUp);
    }

    /** Who is to be given up after this start. */
    private Optional<Contender> count(Start start) {
        starts.add(start);
        return switch (start.outcome()) {
            case Outcome.Started started -> {
                good.merge(start.variant(), 1, Integer::sum);
                yield Optional.empty();
            }
            case Outcome.Failed failed -> {
                int failures = bad.merge(start.variant(), 1, Integer::sum);
                boolean tooMany = failures >= FAILURES_TO_GIVE_UP && failures > good.getOrDefault(start.variant(), 0);
                yield tooMany ? Optional.ofNullable(present.get(start.variant())) : Optional.empty();
            }
        };
    }

    private void giveUp(Contender contender) {
        present.remove(contender.variant().name());
        listener.gaveUp(contender.variant());
    }

    Optional<Worker.Ended> nobodyLeft() {
        return present.isEmpty()
                ? Optional.of(new Worker.Ended(End.Reason.NOTHING_LEFT, "no form is left that starts"))
                : Optional.empty();
    }

    /** The last block of which there is a start. */
    int lastBlock() {
        return starts.stream().mapToInt(Start::block).max().orElse(0);
    }

    /** After a whole block: empty as long as another is needed. */
    Optional<Worker.Ended> enough(int block) {
        if (present.isEmpty()) {
            return nobodyLeft();
        }
        if (block < plan.sampling().minBlocks()) {
            return Optional.empty();
        }
        Precision precision = Precision.of(starts, plan, present.keySet());
        if (precision.judged() == Precision.Judged.NOTHING) {
            return Optional.of(new Worker.Ended(
                    End.Reason.NOTHING_LEFT, "no form had started often enough after " + blocks(block)));
        }
        if (precision.reached()) {
            return Optional.of(new Worker.Ended(End.Reason.PRECISE, narrow(precision, block)));
        }
        return block >= plan.sampling().maxBlocks()
                ? Optional.of(new Worker.Ended(
                        End.Reason.BLOCKS,
                        block == 1
                                ? "the one block that was allowed was run"
                                : "all " + block + " blocks that were allowed were run"))
                : Optional.empty();
    }

    private static String narrow(Precision precision, int block) {
        String narrow = "as narrow as was asked after " + blocks(block);
        String without = String.join(", ", precision.without()) + ", which did not start often enough,";
        return switch (precision.judged()) {
            case MEDIANS_ALONE ->
                "the interval of each form that starts is " + narrow + "; no two were compared, for want of "
                        + without.substring(0, without.length() - 1);
            case ALL_THAT_WAS_ASKED, NOTHING ->
                precision.without().isEmpty()
                        ? "every interval is " + narrow
                        : "every interval but that of " + without + " is " + narrow;
        };
    }

    private static String blocks(int count) {
        return count == 1 ? "1 block" : count + " blocks";
    }
}
