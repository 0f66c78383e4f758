package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Study;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the smallest memory limit at which a form starts: by halving, each step a start; then what was found is started again
 * and again, and so is the next limit below it, which has to fail as often. A limit that holds only sometimes is not it.
 */
final class MemorySearch {

    /** A start at a limit. */
    record Attempt(long bytes, int number) {}

    private final Study.LeastMemory least;
    private final Predicate<Attempt> starts;
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final long most;
    private long fails;
    private long works;

    /**
     * A search that has not begun.
     *
     * @param most the run's own limit, at which it does start
     * @param starts makes a start
     */
    MemorySearch(Study.LeastMemory least, long most, Predicate<Attempt> starts) {
        this.least = least;
        this.starts = starts;
        this.most = most;
        this.fails = least.from() - least.step();
        this.works = most;
    }

    /** Whether another start tells more. */
    boolean goesOn() {
        return !isNarrow() || made(works) < least.blocks() || (fails >= least.from() && made(fails) < least.blocks());
    }

    private boolean isNarrow() {
        return works - fails <= least.step();
    }

    /** Makes the next start. */
    void step() {
        if (!isNarrow()) {
            long middle = fails + Math.max(1, (works - fails) / least.step() / 2) * least.step();
            if (attempt(middle)) {
                works = middle;
            } else {
                fails = middle;
            }
        } else if (made(works) < least.blocks()) {
            // One failure, and it does not hold.
            if (!attempt(works) && works < most) {
                fails = works;
                works = Math.min(most, works + least.step());
            }
        } else {
            // One that starts does not make the limit good, as the next may fail: it was seen to, by halving or before.
            var _ = attempt(fails);
        }
    }

    private boolean attempt(long bytes) {
        return starts.test(new Attempt(bytes, attempts.merge(bytes, 1, Integer::sum)));
    }

    private int made(long bytes) {
        return attempts.getOrDefault(bytes, 0);
    }

    /** The limit at which all of its starts were good. */
    long found() {
        return works;
    }
}
