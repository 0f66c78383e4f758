package dev.coldstart.core.presentation;

import dev.coldstart.core.assessment.Waivers;
import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.report.ChangeAnswer.Answer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.text.Escape;
import dev.coldstart.core.verdict.ChangeRule;
import dev.coldstart.core.verdict.FormChange;
import dev.coldstart.core.wording.Change;
import dev.coldstart.core.wording.FormNames;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change does to the app as it ships, in sentences: the form that ships first, then any that breaks, then the others.
 * Holds names from outside: every medium escapes them.
 */
public final class ChangeHeadline {

    private final View view;
    private final String app;
    private final List<FormChange> changes;
    private final Optional<VariantReport> shipped;

    public ChangeHeadline(View view) {
        this.view = view;
        Report report = view.report();
        this.app = AppName.shown(AppName.of(report));
        this.changes = new ChangeRule(
                        report.plan(),
                        report.variants(),
                        report.comparisons(),
                        new Waivers(
                                report.plan().policy().team().exceptions(),
                                report.plan().day()))
                .forms();
        this.shipped = view.shipped();
    }

    /** The gravest answer of all forms. */
    Answer gravest() {
        return changes.stream()
                .map(FormChange::answer)
                .min(Comparator.naturalOrder())
                .orElse(Answer.NOT_MEASURED);
    }

    /** What the change did to the form that ships, and which forms it breaks. */
    public String sentence() {
        if (view.report().outcome() == Report.State.NOT_MEASURED) {
            return app + ": " + Sentences.verdict(view);
        }
        String first = own().map(this::ofShipped).orElseGet(this::withoutBase);
        String breaks = others(Answer.BROKEN)
                .map(c -> " This change breaks " + label(c) + ": " + whyNot(head(c)) + ".")
                .reduce("", String::concat);
        // Any form may be the one that ships where nobody said which does.
        String costs = isSaid()
                ? ""
                : others(Answer.COSTS).map(c -> " " + did(label(c), c)).reduce("", String::concat);
        String works = changes.isEmpty()
                ? view.report().variants().stream()
                        .filter(this::fails)
                        .map(v -> " " + view.label(v) + " does not work: " + whyNot(v) + ".")
                        .reduce("", String::concat)
                : "";
        return first + breaks + costs + works;
    }

    /** What it did to the other forms that still work, a sentence each; those that are as they were share one. */
    public List<String> others() {
        List<String> said = new ArrayList<>();
        Stream.of(Answer.COSTS, Answer.GAINS, Answer.INCONCLUSIVE, Answer.TOLERATED)
                .filter(answer -> answer != Answer.COSTS || isSaid())
                .flatMap(this::others)
                .map(c -> label(c) + ": " + moved(c) + ".")
                .forEach(said::add);
        List<String> asBefore = others(Answer.NONE_SEEN).map(this::label).toList();
        if (!asBefore.isEmpty()) {
            said.add("No change seen in " + Wording.list(asBefore) + ".");
        }
        others(Answer.NOT_MEASURED).map(this::unknown).flatMap(Optional::stream).forEach(said::add);
        return said;
    }

    /** What the change did to the form that it did most harm to, the one that ships before others. */
    public Optional<FormChange> foremost() {
        return Stream.concat(own().stream(), changes.stream()).min(Comparator.comparing(FormChange::answer));
    }

    /** Whether the sentence has something bad in it. */
    public boolean isAlarming() {
        boolean own = own().map(FormChange::answer)
                .filter(answer -> answer == Answer.BROKEN || answer == Answer.COSTS)
                .isPresent();
        boolean other = others(Answer.BROKEN).findAny().isPresent()
                || (!isSaid() && others(Answer.COSTS).findAny().isPresent());
        boolean alone = changes.isEmpty() && view.report().variants().stream().anyMatch(this::fails);
        return own || other || alone || view.report().outcome() == Report.State.NOT_MEASURED;
    }

    /** A few words on what matters most. */
    String title() {
        Optional<FormChange> gravest = foremost();
        if (gravest.isEmpty() || gravest.get().answer() == Answer.NOT_MEASURED) {
            return view.report().outcome() == Report.State.NOT_MEASURED
                    ? "nothing was measured"
                    : "no base to compare with";
        }
        FormChange change = gravest.get();
        return switch (change.answer()) {
            case BROKEN -> "breaks: " + label(change) + " " + view.shortNames(Sentences.failing(view, head(change)));
            case COSTS -> "costs: " + inShort(change);
            case INCONCLUSIVE -> "not known yet: " + inShort(change);
            case TOLERATED -> "tolerated: " + inShort(change);
            case GAINS -> "gains: " + inShort(change);
            case NONE_SEEN, NOT_MEASURED -> Change.NONE_SEEN;
        };
    }

    /** What is bad now: a form that does not work, or a figure that costs. */
    public List<String> bad() {
        Stream<String> failing = view.report().variants().stream()
                .filter(this::fails)
                .filter(v -> view.before(v).filter(b -> !View.isStarted(b)).isEmpty())
                .map(v -> v.form() + " fails");
        Stream<String> costs = changes.stream()
                .filter(c -> c.answer() == Answer.COSTS)
                .flatMap(c -> c.deciding().stream()
                        .map(d -> head(c).form() + " " + d.metric().id()));
        return Stream.concat(failing, costs).toList();
    }

    private Optional<FormChange> own() {
        return shipped.flatMap(v ->
                changes.stream().filter(c -> c.pairing().of().equals(v.name())).findFirst());
    }

    private Stream<FormChange> others(Answer answer) {
        return changes.stream().filter(c -> c.answer() == answer && !own().equals(Optional.of(c)));
    }

    private boolean isSaid() {
        return view.report().plan().ships().isPresent();
    }

    /** Where nobody said which form ships, nothing is claimed of it. */
    private String asItShips() {
        String form = shipped.map(view::label).orElse("");
        if (isSaid()) {
            return app + " as it ships (" + form + ")";
        }
        boolean several = changes.size() > 1;
        return app + " as " + form + (several ? " (coldstart.yml does not say which form ships)" : "");
    }

    private String ofShipped(FormChange change) {
        return switch (change.answer()) {
            case BROKEN -> "This change breaks " + asItShips() + ": " + whyNot(head(change)) + ".";
            case COSTS, GAINS -> did(asItShips(), change);
            case INCONCLUSIVE ->
                "Whether " + asItShips() + " " + Effects.of(change, view.terms())
                        + " with this change is not known yet: " + moved(change) + ".";
            case TOLERATED ->
                change.deciding().isEmpty()
                        ? "This change breaks " + asItShips() + ", and that is accepted."
                        : asItShips() + " " + Effects.of(change, view.terms())
                                + " with this change, by no more than is put up with: " + moved(change) + ".";
            case NONE_SEEN -> "No change seen in " + asItShips() + ".";
            case NOT_MEASURED -> unmeasured(change);
        };
    }

    /** {@code Native AOT starts slower with this change: first response 23.1 ms, ...}. */
    private String did(String what, FormChange change) {
        return what + " " + Effects.of(change, view.terms()) + " with this change: " + moved(change) + ".";
    }

    private String unmeasured(FormChange change) {
        VariantReport head = head(change);
        VariantReport base = view.variant(change.pairing().against()).orElseThrow();
        if (View.isStarted(head)) {
            return switch (base.outcome()) {
                case FAILED, UNEQUAL -> "This change mends " + asItShips() + ": at base " + whyNot(base) + ".";
                case NOT_BUILT ->
                    unknown(asItShips()) + "base could not be built"
                            + base.build()
                                    .flatMap(b -> b.failure())
                                    .map(why -> " (" + stripped(why) + ")")
                                    .orElse("")
                            + ".";
                case STARTED, NOT_MEASURED -> unknown(asItShips()) + "base was not measured.";
            };
        }
        return Sentences.whole(asItShips() + " does not work, and did not at base: " + whyNot(head));
    }

    /** What can be said without anything to hold it against: the figures that there are, then what is missing. */
    private String withoutBase() {
        if (shipped.isEmpty() && isSaid()) {
            return unknown(app) + "the form that ships ("
                    + FormNames.of(view.report().plan().ships().orElseThrow()) + ") was not measured.";
        }
        String why = view.report()
                .plan()
                .origin()
                .flatMap(Origin::missingBase)
                .map(missing -> stripped(missing.reason()))
                .orElse("there is no base to compare with");
        return shipped.filter(View::isStarted)
                .flatMap(v -> view.median(v, Metric.FIRST_RESPONSE))
                .map(median -> asItShips() + " " + view.terms().isDoneAfter() + " " + median + ". " + unknown("it")
                        + why + ".")
                .orElseGet(() -> unknown(app) + why + ".");
    }

    private static String unknown(String what) {
        return "What this change does to " + what + " is not known: ";
    }

    /** A form that did not work at either revision, or does now. */
    private Optional<String> unknown(FormChange change) {
        VariantReport head = head(change);
        VariantReport base = view.variant(change.pairing().against()).orElseThrow();
        if (View.isStarted(head)) {
            return base.outcome() == VariantReport.State.NOT_MEASURED
                            || own().filter(c -> c.answer() == Answer.NOT_MEASURED)
                                    .isPresent()
                    ? Optional.empty()
                    : Optional.of("This change mends " + label(change) + ": at base " + whyNot(base) + ".");
        }
        return Optional.of(label(change) + " does not work, and did not at base: " + whyNot(head) + ".");
    }

    /** {@code first response 222 ms, 198 ms at base: +12 % (+9 % to +15 %)}. */
    private String moved(FormChange change) {
        return change.foremost()
                .map(c -> lower(view.terms().title(c.metric())) + " " + median(c.of(), c) + ", "
                        + median(c.against(), c) + " at base: " + Change.of(c).inShort() + change.accepted())
                .orElse("does not work, and that is accepted");
    }

    private String median(String variant, Contrast contrast) {
        return view.variant(variant)
                .flatMap(v -> view.median(v, contrast.metric()))
                .orElse("not known");
    }

    /** {@code Native AOT first response 3.7x slower}. */
    private String inShort(FormChange change) {
        return label(change)
                + change.foremost()
                        .map(c -> " " + lower(view.terms().title(c.metric())) + " "
                                + Change.of(c).amount())
                        .orElse("");
    }

    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private String label(FormChange change) {
        return view.label(head(change));
    }

    private VariantReport head(FormChange change) {
        return view.variant(change.pairing().of()).orElseThrow();
    }

    private boolean fails(VariantReport variant) {
        return variant.revision().equals(Variant.HEAD)
                && switch (variant.outcome()) {
                    case FAILED, NOT_BUILT, UNEQUAL -> true;
                    case STARTED, NOT_MEASURED -> false;
                };
    }

    /** Why it has no figures that count, as a clause: {@code it answers with another status than expected}. */
    private String whyNot(VariantReport variant) {
        return view.shortNames(Sentences.whyNot(view, variant));
    }

    private static String stripped(String text) {
        return Escape.line(text).replaceFirst("[.\\s]+$", "");
    }
}
