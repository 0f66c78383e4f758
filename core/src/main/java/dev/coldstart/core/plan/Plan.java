package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.units.Moment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A comparison before it has begun: everything that, together with the samples, decides the report.
 *
 * @param app the app's name as the caller gave it; not trusted, escaped by every renderer
 * @param created when, ISO 8601 in UTC
 * @param variants everything that was asked for, built or not, in the order of the report
 * @param baseline the name of the variant that the others are compared with
 * @param assumptions what was not said by the caller and was found or assumed, one sentence each
 * @param cost what cost is asked for, with the prices; empty: none
 * @param behaviour the requests that every form has to answer alike, in the order in which they are made
 * @param origin what the sources are called; empty where the caller does not say
 * @param ships the form that is in production; empty where the caller does not say
 */
public record Plan(
        String app,
        String created,
        List<Variant> variants,
        String baseline,
        Scenario scenario,
        RunSettings run,
        Sampling sampling,
        Policy policy,
        List<String> assumptions,
        Optional<CostSettings> cost,
        List<ParityRequest> behaviour,
        Optional<Origin> origin,
        Optional<String> ships) {

    private static final int MAX_VARIANTS = 200;
    private static final int MAX_ASSUMPTIONS = 500;

    public Plan {
        variants = List.copyOf(variants);
        behaviour = List.copyOf(behaviour);
        assumptions = List.copyOf(assumptions);
        Bounds.count("variants", variants.size(), MAX_VARIANTS);
        Bounds.count("requests that every form has to answer alike", behaviour.size(), ParityRequest.MAX_REQUESTS);
        Bounds.count("assumptions", assumptions.size(), MAX_ASSUMPTIONS);
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.name())) {
                throw new IllegalArgumentException("variant named twice: " + variant.name());
            }
        }
        if (!names.contains(baseline)) {
            throw new IllegalArgumentException("the baseline " + baseline + " is not among the variants " + names);
        }
    }

    /** A plan that asks for no cost, and in which the scenario's own request is the one that has to be answered alike. */
    public Plan(
            String app,
            String created,
            List<Variant> variants,
            String baseline,
            Scenario scenario,
            RunSettings run,
            Sampling sampling,
            Policy policy,
            List<String> assumptions) {
        this(
                app,
                created,
                variants,
                baseline,
                scenario,
                run,
                sampling,
                policy,
                assumptions,
                Optional.empty(),
                scenario.behaviour(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, and what the sources are called. */
    public Plan from(Origin sources) {
        return new Plan(
                app,
                created,
                variants,
                baseline,
                scenario,
                run,
                sampling,
                policy,
                assumptions,
                cost,
                behaviour,
                Optional.of(sources),
                ships);
    }

    /** The same, and which form is in production. */
    public Plan shipping(Optional<String> form) {
        return new Plan(
                app,
                created,
                variants,
                baseline,
                scenario,
                run,
                sampling,
                policy,
                assumptions,
                cost,
                behaviour,
                origin,
                form);
    }

    /** The baseline where the caller names none: head's {@code jit} if it is there, else head's first form. */
    public static Variant defaultBaseline(List<Variant> variants) {
        List<Variant> head =
                variants.stream().filter(v -> v.revision().equals(Variant.HEAD)).toList();
        List<Variant> eligible = head.isEmpty() ? variants : head;
        return eligible.stream().filter(v -> v.form().equals("jit")).findFirst().orElse(eligible.getFirst());
    }

    /**
     * The day on which it was made, in UTC, which dates in the policy are compared with; the last of all days where the plan
     * does not tell, so that no approval of unknown age counts.
     */
    @JsonIgnore
    public LocalDate day() {
        try {
            return Moment.of(created).atOffset(ZoneOffset.UTC).toLocalDate();
        } catch (DateTimeException e) {
            return LocalDate.MAX;
        }
    }

    /**
     * The same, with the values of environment variables and of request headers that look like secrets taken out: what is
     * written to files.
     */
    public Plan withoutSecrets() {
        return new Plan(
                app,
                created,
                variants,
                baseline,
                scenario.withoutSecrets(),
                run.withoutSecrets(),
                sampling,
                policy,
                assumptions,
                cost,
                behaviour.stream().map(ParityRequest::withoutSecrets).toList(),
                origin,
                ships);
    }
}
