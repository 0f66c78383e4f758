package dev.coldstart.core.presentation;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Figure;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.verdict.FormChange;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a reader does about a change, in GitHub's Markdown: where to look, how to see it again, how to accept it. Empty where
 * there is nothing to do.
 */
public final class NextStep {

    /** What is done where nothing was measured. */
    public static final String NOTHING =
            "**What to do:** The log of the job ends with the reason. Mend it and push again, or start"
                    + " the job again where the machine was to blame.";

    private static final double HALF = 0.5;

    /** A stretch of a start that takes less of what was added is not where to look first. */
    private static final double MAX_SHARE = 0.6;

    private final View view;

    private NextStep(View view) {
        this.view = view;
    }

    /** @param foremost what the change did that matters most */
    public static Optional<String> of(View view, Optional<FormChange> foremost) {
        if (view.report().outcome() == Report.State.NOT_MEASURED) {
            return Optional.of(NOTHING);
        }
        return new NextStep(view)
                .sentences(foremost)
                .map(sentences -> "**What to do:** " + String.join(" ", sentences));
    }

    private Optional<List<String>> sentences(Optional<FormChange> foremost) {
        if (foremost.isEmpty()) {
            boolean fails = !view.withFailures().isEmpty()
                    || !view.withOutcome(VariantReport.State.NOT_BUILT).isEmpty()
                    || !view.withOutcome(VariantReport.State.UNEQUAL).isEmpty();
            return fails ? Optional.of(List.of(help())) : withoutBase();
        }
        return foremost.flatMap(change -> switch (change.answer()) {
            case BROKEN -> Optional.of(mend(change));
            case COSTS -> Optional.of(lookInto(change));
            case INCONCLUSIVE -> change.foremost().map(NextStep::settle);
            case NOT_MEASURED -> baseDoesNotBuild(change);
            case TOLERATED, GAINS, NONE_SEEN -> Optional.empty();
        });
    }

    private Optional<List<String>> withoutBase() {
        return view.report().plan().origin().flatMap(Origin::missingBase).flatMap(missing -> switch (missing.kind()) {
            case NOT_ASKED -> Optional.empty();
            case NOT_YET ->
                Optional.of(
                        List.of("Nothing: the app is measured here for the first time. What comes after this change is"
                                + " compared with it."));
            case NOT_HAD -> Optional.of(List.of("Let the job have base, and start it again."));
        });
    }

    private List<String> mend(FormChange change) {
        VariantReport head = head(change);
        List<String> said = new ArrayList<>();
        said.add(help());
        again().ifPresent(said::add);
        said.add(accept("check: " + Check.OPERATIONAL_RISK.id(), head.form()));
        return said;
    }

    private String help() {
        return view.report().diagnoses().isEmpty()
                ? "Mend it; its last words are folded right below."
                : "Mend it as it says right below.";
    }

    private List<String> lookInto(FormChange change) {
        Contrast contrast = change.foremost().orElseThrow();
        List<String> said = new ArrayList<>();
        where(change, contrast.metric()).ifPresent(said::add);
        again().ifPresent(said::add);
        said.add(accept("metric: " + contrast.metric().id(), head(change).form()));
        return said;
    }

    private Optional<String> where(FormChange change, Metric metric) {
        return switch (metric) {
            case FIRST_RESPONSE, CPU_TO_FIRST_RESPONSE, PORT_OPEN -> slowest(change);
            case IDLE_RSS, IDLE_PSS, CHARGED_MEMORY, PEAK_RSS, PEAK_CHARGED ->
                Optional.of("Look first at what the change loads or keeps before the first answer.");
            case PUBLISHED_SIZE, SYMBOLS_SIZE, PACKED_SIZE, IMAGE_SIZE ->
                Optional.of("Look first at what the change publishes besides, such as a new package.");
            default -> Optional.empty();
        };
    }

    /** A stretch of the start, and how much longer it takes than at base. */
    private record Stretch(String name, double more) {}

    /** {@code Look first at what runs before the port opens: 27 of the 53 ms more.} */
    private Optional<String> slowest(FormChange change) {
        OptionalDouble exec = grown(change, Metric.EXEC);
        OptionalDouble port = grown(change, Metric.PORT_OPEN);
        OptionalDouble first = grown(change, Metric.FIRST_RESPONSE);
        if (port.isEmpty() || first.isEmpty() || first.getAsDouble() <= 0) {
            return Optional.empty();
        }
        double all = first.getAsDouble();
        return Stream.of(
                        new Stretch("before the port opens", port.getAsDouble() - exec.orElse(0)),
                        new Stretch("between the port's opening and the first answer", all - port.getAsDouble()))
                .max(Comparator.comparingDouble(Stretch::more))
                .map(s -> s.more() < MAX_SHARE * all
                        ? "The whole start takes longer, by " + Format.milliseconds(all) + spent(change, all) + "."
                        : "Look first at what runs " + s.name() + ": " + Format.milliseconds(Math.min(s.more(), all))
                                + " of the " + Format.milliseconds(all) + " more" + spent(change, all) + ".");
    }

    private String spent(FormChange change, double all) {
        OptionalDouble cpu = grown(change, Metric.CPU_TO_FIRST_RESPONSE);
        return cpu.isEmpty() ? "" : cpu.getAsDouble() >= HALF * all ? ", spent computing" : ", spent waiting";
    }

    private OptionalDouble grown(FormChange change, Metric metric) {
        Optional<Double> now = median(change.pairing().of(), metric);
        Optional<Double> before = median(change.pairing().against(), metric);
        return now.isPresent() && before.isPresent()
                ? OptionalDouble.of(now.get() - before.get())
                : OptionalDouble.empty();
    }

    private Optional<Double> median(String variant, Metric metric) {
        return view.variant(variant)
                .flatMap(v -> Optional.ofNullable(v.metrics().get(metric)))
                .map(Figure::median);
    }

    private Optional<String> again() {
        Plan plan = view.report().plan();
        return Reproduction.commands(plan, true).isEmpty()
                ? Optional.empty()
                : Optional.of("The commands at the end measure the same two commits on your machine.");
    }

    private static String accept(String what, String form) {
        return "If it is meant, accept it for a while: an entry " + Escape.markdownCode(what + ", form: " + form)
                + " under " + Escape.markdownCode("policy.exceptions") + " in coldstart.yml.";
    }

    private static List<String> settle(Contrast contrast) {
        String where = Escape.markdownCode("blocks") + " (the action's input, or "
                + Escape.markdownCode("sampling.blocks") + " in coldstart.yml)";
        return contrast.settledBy().isPresent()
                ? List.of("Measure again with more blocks (one start of each form in each), about "
                        + contrast.settledBy().getAsInt() + " would settle it: set " + where + " to "
                        + contrast.settledBy().getAsInt() + ".")
                : List.of("Measure again on a quieter machine, or with more " + where + ".");
    }

    private Optional<List<String>> baseDoesNotBuild(FormChange change) {
        boolean isBase = View.isStarted(head(change))
                && view.variant(change.pairing().against())
                        .filter(base -> base.outcome() == VariantReport.State.NOT_BUILT)
                        .isPresent();
        return isBase
                ? Optional.of(List.of("It is base that does not build, not this change. Mend it there and start this"
                        + " again, or name another commit with the action's input " + Escape.markdownCode("base")
                        + "."))
                : Optional.empty();
    }

    private VariantReport head(FormChange change) {
        return view.variant(change.pairing().of()).orElseThrow();
    }
}
