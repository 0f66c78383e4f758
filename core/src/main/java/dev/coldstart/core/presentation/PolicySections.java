package dev.coldstart.core.presentation;

import dev.coldstart.core.assessment.Acceptance;
import dev.coldstart.core.assessment.Answered;
import dev.coldstart.core.assessment.Assessment;
import dev.coldstart.core.assessment.CheckResult;
import dev.coldstart.core.assessment.GateWords;
import dev.coldstart.core.assessment.LibraryFinding;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.assessment.RubricScore;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.Waiver;
import dev.coldstart.core.wording.FormNames;
import dev.coldstart.core.wording.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the policy came to: the gate with the conditions, the library list, the exceptions. */
public final class PolicySections {

    private final View view;
    private final Assessment assessment;

    private PolicySections(View view) {
        this.view = view;
        this.assessment = view.report().assessment();
    }

    static List<Section> of(View view) {
        PolicySections sections = new PolicySections(view);
        return Stream.of(sections.decision(), sections.libraries(), sections.exceptions())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The checks, libraries and exceptions, for who puts the questions elsewhere. */
    public static List<Section> withoutQuestions(View view) {
        PolicySections sections = new PolicySections(view);
        return Stream.of(sections.checks(), sections.libraries(), sections.exceptions())
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the team is asked, with what it answered; empty where nothing asks for a decision. */
    public static Optional<List<Section.Block>> questions(View view) {
        PolicySections sections = new PolicySections(view);
        return sections.assessment
                .form()
                .map(form -> List.of(sections.questionTable(), new Section.Paragraph(sections.conditions())));
    }

    private Optional<Section> checks() {
        return assessment.form().map(form -> {
            List<Section.Block> blocks = new ArrayList<>(List.of(checkTable()));
            assessment.rubric().ifPresent(score -> blocks.add(new Section.Paragraph(total(score))));
            return Section.of("decision", "Decision on " + FormNames.of(form), blocks);
        });
    }

    /** There is none without a native form: no other asks for a decision of that weight. */
    private Optional<Section> decision() {
        if (assessment.form().isEmpty()) {
            return Optional.empty();
        }
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(checkTable());
        blocks.add(new Section.Paragraph(conditions()));
        assessment.rubric().ifPresent(score -> blocks.add(new Section.Paragraph(total(score))));
        blocks.add(new Section.Folded("Every question and check", everything()));
        assessment.rubric().map(this::points).ifPresent(blocks::add);
        return Optional.of(
                Section.of("decision", "Decision on " + assessment.form().get(), blocks));
    }

    private Section.Block checkTable() {
        List<List<String>> rows = assessment.checks().stream()
                .map(c -> List.of(c.check().title(), status(c), first(c)))
                .toList();
        return new Section.Table(Section.Align.TEXT, List.of("Check", "Passes", "Because"), rows);
    }

    private static String status(CheckResult check) {
        return switch (check.status()) {
            case PASS -> "yes";
            case FAIL -> "no";
            case UNCLEAR -> "unclear";
            case UNANSWERED -> "unanswered";
            case ACCEPTED -> "accepted";
        };
    }

    private String first(CheckResult check) {
        return check.accepted().map(PolicySections::accepted).orElseGet(() -> deciding(check));
    }

    /** The economics name what decided first and their other figures after it; elsewhere every reason stands in the way. */
    private String deciding(CheckResult check) {
        List<String> texts =
                check.reasons().stream().map(Reason::text).map(view::shortNames).toList();
        return check.check() == Check.WORKLOAD_ECONOMICS ? texts.getFirst() : String.join("; ", texts);
    }

    private static String accepted(Waiver exception) {
        return "by " + exception.by() + " until " + exception.until() + ": " + exception.because();
    }

    /** {@code Counter-conditions, of which none may hold: 0 yes, 2 no, 1 unanswered.} */
    private String conditions() {
        return "Conditions, of which " + Question.MIN_CONDITIONS + " have to hold: " + tally(assessment.workload())
                + ". Counter-conditions, of which none may hold: " + tally(assessment.against()) + "."
                + assessment
                        .useCase()
                        .map(title -> " What the team has not answered itself, the use case " + title
                                + " answers where it can.")
                        .orElse("");
    }

    private static String tally(List<Answered> answered) {
        return count(answered, Answered.State.YES) + " yes, " + count(answered, Answered.State.NO) + " no, "
                + count(answered, Answered.State.UNANSWERED) + " unanswered";
    }

    private static long count(List<Answered> answered, Answered.State state) {
        return answered.stream().filter(a -> a.state() == state).count();
    }

    private Section.Block questionTable() {
        List<List<String>> rows = new ArrayList<>();
        Stream.concat(assessment.workload().stream(), assessment.against().stream())
                .forEach(a -> rows.add(List.of(
                        Sentences.whole(a.question().statement()).replaceFirst("\\.$", ""),
                        a.state().id(),
                        a.said().map(this::said).orElse(a.question().key() + " in coldstart.yml"))));
        return new Section.Table(Section.Align.TEXT, List.of("Question", "Answer", "By and why"), rows);
    }

    private List<Section.Block> everything() {
        List<String> reasons = assessment.checks().stream()
                .flatMap(c -> c.reasons().stream().map(r -> c.check().title() + ": " + view.shortNames(r.text())))
                .toList();
        return List.of(questionTable(), new Section.Bullets(reasons));
    }

    private String said(TeamAnswer answer) {
        String who = switch (answer.from()) {
            case TEAM -> answer.by().orElse("the team");
            case PRESET -> "the use case " + assessment.useCase().orElse("");
        };
        return who
                + answer.on().map(on -> ", " + on).orElse("")
                + answer.because().map(why -> ": " + why).orElse("");
    }

    private Optional<Section> libraries() {
        List<LibraryFinding> found = assessment.libraries();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String summary = Stream.of(LibraryFinding.Standing.values())
                .map(s -> found.stream().filter(f -> f.standing() == s).toList())
                .filter(same -> !same.isEmpty())
                .map(same -> same.size() + " " + same.getFirst().standing().id())
                .collect(Collectors.joining(", "));
        List<List<String>> rows = found.stream()
                .map(f -> List.of(
                        f.name(),
                        f.version().orElse("not known"),
                        Integer.toString(f.warnings()),
                        f.standing().id(),
                        f.standing() == LibraryFinding.Standing.UNKNOWN
                                ? f.remark()
                                : f.ruling().map(PolicySections::ruling).orElse("")))
                .toList();
        boolean denied = found.getFirst().standing() == LibraryFinding.Standing.DENIED;
        List<Section.Block> blocks = List.of(
                new Section.Paragraph("Packages that cause trim or AOT warnings, or are denied: " + summary + "."),
                new Section.Folded(
                        "The packages",
                        List.of(new Section.Table(
                                Section.Align.TEXT,
                                List.of("Package", "Version", "Warnings", "Standing", "By and why"),
                                rows))));
        return Optional.of(
                new Section("libraries", "Libraries", denied ? Section.Tone.PROBLEM : Section.Tone.PLAIN, blocks));
    }

    private static String ruling(LibraryRuling ruling) {
        return Stream.of(ruling.by(), ruling.until().map(day -> "until " + day), ruling.because())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private Optional<Section> exceptions() {
        List<Acceptance> all = assessment.exceptions();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        boolean failsAgain = all.stream().anyMatch(a -> a.state() == Acceptance.State.EXPIRED && a.needed());
        return Optional.of(new Section(
                "exceptions",
                "Exceptions",
                failsAgain ? Section.Tone.PROBLEM : Section.Tone.PLAIN,
                List.of(new Section.Bullets(
                        all.stream().map(PolicySections::exception).toList()))));
    }

    /** {@code Operational risk of aot: accepted by Jo until 2026-06-30 (runs out in 12 days): a pilot.} */
    private static String exception(Acceptance acceptance) {
        Waiver e = acceptance.exception();
        String what = e.check().map(c -> c.title()).orElse("")
                + e.metric().map(PolicySections::metric).orElse("");
        String left = switch (acceptance.state()) {
            case ACTIVE -> "";
            case EXPIRING ->
                acceptance.daysLeft() == 0
                        ? " (today is its last day)"
                        : " (it runs out in " + Format.count(acceptance.daysLeft(), "day") + ")";
            case EXPIRED -> acceptance.needed() ? " (it has run out, so that this fails again)" : " (it has run out)";
        };
        String needed = acceptance.needed() ? "" : " It is not needed: nothing of that kind fails.";
        return what + e.form().map(f -> " of " + f).orElse("") + ": accepted by " + e.by() + " until " + e.until()
                + left + ": " + GateWords.clause(e.because()) + "." + needed;
    }

    private Section.Block points(RubricScore score) {
        List<List<String>> rows = score.scores().stream()
                .map(s -> List.of(
                        s.title(),
                        (s.known() ? s.points() : "?") + " of " + s.most(),
                        view.shortNames(s.reason().text())))
                .toList();
        return new Section.Folded(
                "The rubric's points",
                List.of(new Section.Table(Section.Align.TEXT, List.of("Criterion", "Points", "Because"), rows)));
    }

    private String total(RubricScore score) {
        return assessment.form().orElse("") + " scores " + score.points() + " of " + score.most()
                + " points as a candidate"
                + (score.unscored() == 0
                        ? "."
                        : "; " + score.unscored() + " of them could not be scored, as nothing is known.");
    }

    private static String metric(String id) {
        return Stream.of(Metric.values())
                .filter(m -> m.id().equals(id))
                .map(Metric::title)
                .findFirst()
                .orElse(id);
    }
}
