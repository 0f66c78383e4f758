package dev.coldstart.core.sample.file;

import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Phases;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.units.Moment;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lines that are each right for themselves can't be together: figures that the plan, the machine or the end rule out. */
final class SampleChecks {

    private static final double NANOS = 1e9;
    /** The prober's clock and the worker's may be on two machines. */
    private static final double CLOCKS_DIFFER = 1.01;

    private static final double SLACK_SECONDS = 1;

    private Optional<Scenario> scenario = Optional.empty();
    private Optional<Machine> machine = Optional.empty();
    private boolean ended;
    private double seconds;
    private final Set<String> once = new HashSet<>();
    private final Map<String, Integer> lastBlock = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** What is amiss and was used all the same. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Looks at the next line.
     *
     * @throws SampleFormatException when it can't be right
     */
    void check(int number, SampleLine line) {
        // Where a stack trace is in the sources is looked up when all is measured.
        boolean afterwards = line instanceof SampleLine.OfFrame || line instanceof SampleLine.OfNote;
        if (ended && !afterwards) {
            throw new SampleFormatException("it comes after the end");
        }
        switch (line) {
            case SampleLine.OfPlan plan -> scenario = Optional.of(plan.plan().scenario());
            case SampleLine.OfMachine of -> {
                once("a machine");
                machine = Optional.of(of.machine());
            }
            case SampleLine.OfVersions of -> once("what the versions were");
            case SampleLine.OfBuild of -> once("a build of " + of.build().variant());
            case SampleLine.OfArtifact of ->
                once("an artifact of " + of.artifact().variant());
            case SampleLine.OfStart(Start start) -> start(number, start);
            case SampleLine.OfEnd(End end) -> end(end);
            case SampleLine.OfNote note -> {}
            case SampleLine.OfFrame frame -> {
                // of no figure
            }
            case SampleLine.OfStudy study -> {
                // looked at where they are collected
            }
            case SampleLine.OfAnswers answers -> {
                // looked at where they are collected
            }
        }
    }

    private void once(String what) {
        if (!once.add(what)) {
            throw new SampleFormatException("it says " + what + " a second time");
        }
    }

    private void start(int number, Start start) {
        try {
            var _ = Moment.of(start.at());
        } catch (DateTimeException e) {
            throw new SampleFormatException("its time is none: " + start.at());
        }
        if (start.outcome() instanceof Outcome.Started(Phases phases, Usage usage, var idle)) {
            seconds += phases.endNs() / NANOS;
            inTime(phases);
            onThisMachine(phases, usage);
        }
        blocks(number, start);
    }

    private void inTime(Phases phases) {
        scenario.ifPresent(s -> {
            double most = 2 * s.longest(0).toMillis() / 1000.0;
            if (phases.endNs() / NANOS > most) {
                throw new SampleFormatException("it was over after " + phases.endNs()
                        + " ns, and with this deadline a start is over long before");
            }
        });
    }

    private void onThisMachine(Phases phases, Usage usage) {
        machine.ifPresent(m -> {
            if (usage.cpuNs() / NANOS > (phases.firstNs() / NANOS + SLACK_SECONDS) * m.cpuCount()) {
                throw new SampleFormatException(
                        "it used " + usage.cpuNs() + " ns of CPU time until its first answer after " + phases.firstNs()
                                + " ns, more than " + m.cpuCount() + " CPUs have");
            }
        });
    }

    /** A variant is started in each block until it is given up. Pairs are made by block, so that a gap leaves the rest right. */
    private void blocks(int number, Start start) {
        int expected = lastBlock.getOrDefault(start.variant(), -1) + 1;
        if (start.block() > expected) {
            String missing = start.block() == expected + 1
                    ? "its start in block " + expected + " is missing"
                    : "its starts in blocks " + expected + " to " + (start.block() - 1) + " are missing";
            remarks.add(
                    "line " + number + ": " + start.variant() + " jumps to block " + start.block() + "; " + missing);
        } else if (start.block() < expected - 1) {
            remarks.add("line " + number + ": " + start.variant() + " goes back to block " + start.block()
                    + " after block " + (expected - 1));
        }
        lastBlock.merge(start.variant(), start.block(), Math::max);
    }

    /** A broken comparison may not know how long it took, and says 0. */
    private void end(End end) {
        ended = true;
        if (end.seconds() > 0 && seconds > end.seconds() * CLOCKS_DIFFER + SLACK_SECONDS) {
            throw new SampleFormatException("it took " + end.seconds() + " s in all, and its starts alone " + seconds
                    + " s: a start is later than the end");
        }
    }
}
