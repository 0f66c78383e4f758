package dev.coldstart.core.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody's word that something that fails is accepted for a while. Not a throwable. Its texts are not trusted.
 *
 * @param check the check of the gate that may fail; empty where it is about a metric
 * @param metric the id of the metric that may be worse than the base's; empty where it is about a check
 * @param form the form that it is for; empty: every form
 * @param by who accepted it
 * @param because why
 * @param until the last day on which it counts
 */
public record Waiver(
        Optional<Check> check,
        Optional<String> metric,
        Optional<String> form,
        String by,
        String because,
        LocalDate until) {

    public Waiver {
        if (check.isPresent() == metric.isPresent()) {
            throw new IllegalArgumentException("an exception is for a check or for a metric");
        }
        if (check.isPresent() && !check.get().canBeExcepted()) {
            throw new IllegalArgumentException(check.get().id()
                    + " takes no exception: change minimum-gain or the answers under workload, which it is made of");
        }
        if (by.isBlank() || because.isBlank()) {
            throw new IllegalArgumentException("an exception says who accepted it and why");
        }
    }

    public boolean covers(Check failing, String ofForm) {
        return check.equals(Optional.of(failing)) && isFor(ofForm);
    }

    public boolean coversMetric(String id, String ofForm) {
        return metric.equals(Optional.of(id)) && isFor(ofForm);
    }

    private boolean isFor(String ofForm) {
        return form.isEmpty() || form.get().equals(ofForm);
    }
}
