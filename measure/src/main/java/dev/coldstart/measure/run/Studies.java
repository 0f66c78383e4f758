package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.measure.engine.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Runs a plan's studies, one after the other, when the cold starts are done: each form, and each size of a sweep, once per
 * block, in an order shuffled anew. What was seen is told at once, so that a study that is cut short keeps what it has.
 */
final class Studies {

    /** So many failures without a good run, and a form is given up at that size: each may take the whole deadline. */
    private static final int FAILURES_TO_GIVE_UP = 2;

    private final Plan plan;
    private final ComparisonProgress comparison;
    private final Listener listener;
    private final Cancellation cancellation;
    private final Map<StudyRun.Key, StudyRun> done;
    private final int lastBlock;

    /**
     * Studies to be run.
     *
     * @param before what another worker has run of them
     * @param lastBlock the last block of the cold starts
     */
    Studies(
            Plan plan,
            ComparisonProgress comparison,
            Listener listener,
            Cancellation cancellation,
            List<StudyRun> before,
            int lastBlock) {
        this.plan = plan;
        this.comparison = comparison;
        this.listener = listener;
        this.cancellation = cancellation;
        this.lastBlock = lastBlock;
        this.done = new HashMap<>();
        before.forEach(run -> done.put(run.key(), run));
    }

    /** A form at a size of its own, or at the run's. */
    private record Subject(Contender contender, Optional<Size> size) {}

    /** Runs them; says how that ended where it ended early. */
    Optional<Worker.Ended> run(Session session) {
        int cpus = session.machine().cpuCount();
        StudyStarts starts = new StudyStarts(session, comparison);
        for (Study study : plan.studies().orElse(List.of())) {
            Optional<Worker.Ended> ended = switch (study) {
                case Study.Load load -> blocks(load, subjects(List.of()), starts);
                case Study.Steady steady -> blocks(steady, subjects(List.of()), starts);
                case Study.Sweep sweep -> blocks(sweep, subjects(possible(sweep, cpus)), starts);
                case Study.LeastMemory least -> search(least, starts);
            };
            if (ended.isPresent()) {
                return ended;
            }
        }
        return Optional.empty();
    }

    private List<Subject> subjects(List<Size> sizes) {
        List<Contender> contenders = comparison.present(plan.variants());
        return sizes.isEmpty()
                ? contenders.stream().map(c -> new Subject(c, Optional.empty())).toList()
                : sizes.stream()
                        .flatMap(size -> contenders.stream().map(c -> new Subject(c, Optional.of(size))))
                        .toList();
    }

    /** The sizes that the machine has room for. */
    private List<Size> possible(Study.Sweep sweep, int cpus) {
        List<Size> possible =
                sweep.sizes().stream().filter(size -> size.cpus() <= cpus).toList();
        List<String> left = sweep.sizes().stream()
                .filter(size -> size.cpus() > cpus)
                .map(size -> Double.toString(size.cpus()).replaceFirst("\\.0$", ""))
                .distinct()
                .toList();
        if (!left.isEmpty()) {
            listener.noted("the sweep leaves out " + String.join(", ", left) + " CPUs, as the engine's machine has "
                    + cpus + ": take a larger one, or out of studies.sweep");
        }
        return possible;
    }

    private Optional<Worker.Ended> blocks(Study study, List<Subject> subjects, StudyStarts starts) {
        Random random = new Random(plan.sampling().seed() + study.id().hashCode());
        for (int block = 1; block <= study.blocks() && !subjects.isEmpty(); block++) {
            List<Subject> order = new ArrayList<>(subjects);
            Collections.shuffle(order, random);
            for (int position = 0; position < order.size(); position++) {
                if (cancellation.wanted()) {
                    return Optional.of(cutShort(study, block));
                }
                Subject subject = order.get(position);
                String variant = subject.contender().variant().name();
                if (!isGivenUp(study, subject)
                        && !done.containsKey(new StudyRun.Key(study.id(), variant, block, subject.size()))) {
                    add(starts.run(study, subject.contender(), subject.size(), block, position));
                }
            }
            listener.blockEnded(lastBlock);
        }
        return Optional.empty();
    }

    private static Worker.Ended cutShort(Study study, int block) {
        return new Worker.Ended(End.Reason.CANCELLED, "stopped during block " + block + " of the study " + study.id());
    }

    private void add(StudyRun run) {
        done.put(run.key(), run);
        listener.studied(run);
    }

    private boolean isGivenUp(Study study, Subject subject) {
        List<StudyRun> runs = done.values().stream()
                .filter(run -> run.study().equals(study.id())
                        && run.variant().equals(subject.contender().variant().name())
                        && run.size().equals(subject.size()))
                .toList();
        return runs.size() >= FAILURES_TO_GIVE_UP
                && runs.stream().allMatch(run -> run.result() instanceof StudyResult.Failed);
    }

    private Optional<Worker.Ended> search(Study.LeastMemory least, StudyStarts starts) {
        for (Contender contender : comparison.present(plan.variants())) {
            MemorySearch search = new MemorySearch(
                    least, plan.run().memoryBytes(), memory -> starts(least, starts, contender, memory));
            while (search.goesOn()) {
                if (cancellation.wanted()) {
                    return Optional.of(cutShort(least, 1));
                }
                search.step();
            }
            listener.blockEnded(lastBlock);
        }
        return Optional.empty();
    }

    /** Whether it starts with so much memory, this time; what another worker has seen is not seen again. */
    private boolean starts(
            Study.LeastMemory least, StudyStarts starts, Contender contender, MemorySearch.Attempt attempt) {
        Optional<Size> size = Optional.of(new Size(plan.run().cpus(), attempt.bytes()));
        StudyRun.Key key = new StudyRun.Key(least.id(), contender.variant().name(), attempt.number(), size);
        if (!done.containsKey(key)) {
            add(starts.run(least, contender, size, attempt.number(), 0));
        }
        return Optional.ofNullable(done.get(key)).orElseThrow().result() instanceof StudyResult.Started;
    }
}
