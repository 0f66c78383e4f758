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
 * @param studies what else is measured, in this order, after the cold starts; empty: nothing
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
        Optional<String> ships,
        Optional<List<Study>> studies) {

    /** Why a function has none. */
    public static final String STUDIES_ARE_OF_SERVICES =
            "studies are of HTTP services: leave them out for another shape of app";

    private static final int MAX_VARIANTS = 200;
    private static final int MAX_ASSUMPTIONS = 500;

    public Plan {
        variants = List.copyOf(variants);
        behaviour = List.copyOf(behaviour);
        assumptions = List.copyOf(assumptions);
        studies = studies.map(Plan::checked);
        if (studies.isPresent() && !(scenario instanceof HttpScenario)) {
            throw new IllegalArgumentException(STUDIES_ARE_OF_SERVICES);
        }
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

    /** A plan that asks for no studies. */
    public Plan(
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
                cost,
                behaviour,
                origin,
                ships,
                Optional.empty());
    }

    /** A plan that asks for no cost and no studies, and in which the scenario's own request is the one that has to be answered alike. */
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

    private static List<Study> checked(List<Study> studies) {
        if (studies.stream().map(Study::id).distinct().count() < studies.size()) {
            throw new IllegalArgumentException("each study is asked for once");
        }
        return List.copyOf(studies);
    }

    /** The study that an id names; empty where it is not asked for. */
    public Optional<Study> study(String id) {
        return studies.stream()
                .flatMap(List::stream)
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    /** The same, and what else is to be measured; an empty list is as good as none. */
    public Plan studying(List<Study> others) {
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
                ships,
                others.isEmpty() ? Optional.empty() : Optional.of(others));
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
                ships,
                studies);
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
                form,
                studies);
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
                ships,
                studies.map(all -> all.stream().map(Study::withoutSecrets).toList()));
    }
}
