package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.Waiver;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A policy's waivers on one day, and which of them were needed. Passed along with what is judged. */
public final class Waivers {

    /** An exception that runs out within so many days is announced. */
    static final int NOTICE_DAYS = 30;

    private final List<Waiver> waivers;
    private final LocalDate day;
    private final Set<Waiver> needed = new HashSet<>();

    /** @param day of the measurement: {@link LocalDate#MAX} where it is not known, so that nothing counts for ever */
    public Waivers(List<Waiver> waivers, LocalDate day) {
        this.waivers = List.copyOf(waivers);
        this.day = day;
    }

    /** The exception that accepts a failing check of a form today; asking says that it fails. */
    public Optional<Waiver> accepting(Check failing, String form) {
        return first(e -> e.covers(failing, form));
    }

    /** The exception that accepts that a form's metric is worse than base's; asking says that it is. */
    public Optional<Waiver> acceptingMetric(String metric, String form) {
        return first(e -> e.coversMetric(metric, form));
    }

    private Optional<Waiver> first(Predicate<Waiver> covers) {
        List<Waiver> all = waivers.stream().filter(covers).toList();
        needed.addAll(all);
        return all.stream().filter(this::counts).findFirst();
    }

    private boolean counts(Waiver exception) {
        return !day.isAfter(exception.until());
    }

    /** Every exception, once everything has been judged. */
    public List<Acceptance> all() {
        return waivers.stream()
                .map(e -> {
                    long left = ChronoUnit.DAYS.between(day, e.until());
                    Acceptance.State state = left < 0
                            ? Acceptance.State.EXPIRED
                            : left <= NOTICE_DAYS ? Acceptance.State.EXPIRING : Acceptance.State.ACTIVE;
                    return new Acceptance(e, state, left, needed.contains(e));
                })
                .toList();
    }
}
