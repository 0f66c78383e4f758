package dev.coldstart.core.presentation;

import dev.coldstart.core.behaviour.BehaviourFinding;
import dev.coldstart.core.behaviour.BehaviourFinding.Result;
import dev.coldstart.core.behaviour.Difference;
import dev.coldstart.core.behaviour.RequestFindings;
import dev.coldstart.core.behaviour.Varying;
import dev.coldstart.core.report.VariantReport;
import dev.coldstart.core.wording.Format;
import dev.coldstart.core.wording.Terms;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says whether the forms answer alike: one line when they do, the first difference of each form that does not. */
public final class BehaviourSections {

    private static final String ID = "behaviour";
    private static final int BULLETS = 4;

    private final View view;
    private final List<RequestFindings> requests;

    private BehaviourSections(View view) {
        this.view = view;
        this.requests = view.report().behaviour().requests();
    }

    /** Empty where there was nothing to compare, and nothing is wrong with what was asked. */
    public static Optional<Section> of(View view) {
        return new BehaviourSections(view).section();
    }

    /** A finding with the request that it is of. */
    private record Said(RequestFindings asked, BehaviourFinding finding) {}

    private Optional<Section> section() {
        List<String> unequal = view.report().variants().stream()
                .filter(v -> v.outcome() == VariantReport.State.UNEQUAL)
                .map(VariantReport::name)
                .toList();
        List<Section.Block> blocks = new ArrayList<>();
        unequal.forEach(name -> blocks.addAll(differences(name)));
        alike().forEach(text -> blocks.add(new Section.Paragraph(text)));
        List<String> remarks = remarks();
        if (blocks.isEmpty() && remarks.isEmpty()) {
            return Optional.empty();
        }
        blocks.addAll(bullets(remarks));
        if (requests.size() > 1 || !unequal.isEmpty()) {
            blocks.add(new Section.Folded(isProgram() ? "Every output" : "Every request", List.of(table())));
        }
        return Optional.of(
                unequal.isEmpty()
                        ? Section.of(ID, "Same behaviour", blocks)
                        : new Section(ID, "Same behaviour: " + title(unequal), Section.Tone.PROBLEM, blocks));
    }

    private String title(List<String> unequal) {
        List<String> names = unequal.stream().map(view::label).toList();
        return Wording.list(names) + " " + tell(names.size()) + " otherwise than " + against(unequal.getFirst());
    }

    /** {@code answers}, or {@code answer} of several. */
    private String tell(int count) {
        String one = view.terms().tells();
        return count == 1 ? one : one.substring(0, one.length() - 1);
    }

    private boolean isProgram() {
        return view.terms() == Terms.PROGRAM;
    }

    private String against(String name) {
        return view.variant(name)
                .flatMap(VariantReport::behaviour)
                .map(b -> view.label(b.against()))
                .orElse(view.baselineLabel());
    }

    /** The first in full, the others in a line each. */
    private List<Section.Block> differences(String name) {
        List<Said> all = said().filter(
                        s -> s.finding().variant().equals(name) && s.finding().result() == Result.UNEQUAL)
                .toList();
        List<Section.Block> blocks = new ArrayList<>(inFull(all.getFirst()));
        List<String> others =
                all.stream().skip(1).map(BehaviourSections::inShort).toList();
        if (all.size() > 1) {
            blocks.add(new Section.Paragraph("Otherwise too:"));
            blocks.addAll(bullets(others));
            blocks.add(new Section.Folded(
                    "The other differences of " + view.label(name),
                    all.stream().skip(1).flatMap(s -> inFull(s).stream()).toList()));
        }
        return blocks;
    }

    private List<Section.Block> inFull(Said said) {
        BehaviourFinding finding = said.finding();
        Difference difference = finding.difference().orElseThrow();
        String own = view.label(finding.variant());
        String times = difference.runs() == difference.of()
                ? ""
                : ", in " + difference.runs() + " of " + Format.count(difference.of(), "start");
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Paragraph(said.asked().request() + ", " + difference.where() + further(difference)
                + times + " (- is " + view.label(finding.against()) + ", + is " + own + "):"));
        blocks.add(new Section.Lines(diff(difference)));
        finding.ended().flatMap(BehaviourSections::end).ifPresent(blocks::add);
        if (!finding.log().stream().allMatch(String::isBlank)) {
            blocks.add(new Section.Paragraph("Last lines of the output of " + own + ":"));
            blocks.add(new Section.Lines(finding.log()));
        }
        return blocks;
    }

    private static String inShort(Said said) {
        Difference difference = said.finding().difference().orElseThrow();
        return Sentences.whole(said.asked().request() + ": " + difference.inShort() + further(difference));
    }

    private static String further(Difference difference) {
        return difference.others() == 0
                ? ""
                : ", and " + Format.count(difference.others(), "other place") + " of the same answer";
    }

    private static Optional<Section.Block> end(dev.coldstart.core.sample.Outcome.Failed ended) {
        String text = Wording.failure(ended);
        return Optional.of(new Section.Paragraph(Sentences.whole("its process " + text)));
    }

    private static List<String> diff(Difference difference) {
        return Stream.of(
                        difference.before().stream().map("  "::concat),
                        difference.baseline().stream().map("- "::concat),
                        difference.own().stream().map("+ "::concat))
                .flatMap(lines -> lines)
                .toList();
    }

    /** One sentence for each variant that others are compared with. */
    private List<String> alike() {
        Set<String> references =
                said().map(s -> s.finding().against()).collect(Collectors.toCollection(LinkedHashSet::new));
        return references.stream().flatMap(r -> alike(r).stream()).toList();
    }

    private Optional<String> alike(String reference) {
        List<BehaviourFinding> findings = said().map(Said::finding)
                .filter(f -> f.against().equals(reference) && f.result() == Result.EQUAL)
                .toList();
        List<String> forms = findings.stream()
                .map(BehaviourFinding::variant)
                .distinct()
                .filter(v ->
                        findings.stream().filter(f -> f.variant().equals(v)).count() == compared(reference))
                .map(view::label)
                .toList();
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        List<String> all =
                Stream.concat(Stream.of(view.label(reference)), forms.stream()).toList();
        if (isProgram()) {
            return Optional.of(Wording.list(all) + " print the same: "
                    + Wording.list(
                            requests.stream().map(RequestFindings::request).toList()) + ".");
        }
        String by = " answered alike by " + Wording.list(all) + ".";
        return Optional.of(
                requests.size() == 1
                        ? ScenarioFacts.answeredAlike(
                                view.report().plan().scenario(),
                                requests.getFirst().request(),
                                by)
                        : Format.count(compared(reference), "request")
                                + (compared(reference) == 1 ? " is" : " are")
                                + by);
    }

    /** How many requests could be compared with this variant's answers. */
    private long compared(String reference) {
        return requests.stream()
                .filter(a -> a.findings().stream()
                        .anyMatch(f -> f.against().equals(reference)
                                && (f.result() == Result.EQUAL || f.result() == Result.UNEQUAL)))
                .count();
    }

    /** What is not a form's fault, or nobody's. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (RequestFindings asked : requests) {
            for (BehaviourFinding finding : asked.findings()) {
                finding.remark()
                        .map(remark -> asked.request() + ": " + remark(finding, remark))
                        .ifPresent(remarks::add);
            }
            asked.varying().forEach(v -> remarks.add(asked.request() + ": " + varying(v)));
        }
        return remarks.stream()
                .map(view::shortNames)
                .map(Sentences::whole)
                .distinct()
                .toList();
    }

    private static String remark(BehaviourFinding finding, String remark) {
        return finding.result() == Result.BASELINE
                ? "of " + finding.variant() + ", which others are compared with: " + remark
                : finding.variant() + " is not compared, as " + remark;
    }

    private static String varying(Varying varying) {
        String values = " (" + varying.first() + " and " + varying.second() + ")";
        if (!varying.excluded()) {
            return varying.place() + " differs between two starts of " + varying.variant() + " itself" + values;
        }
        String forGood = varying.ignore()
                .map(i -> "; ignore: [" + i + "] says so for good")
                .orElse("");
        return varying.place() + " differs between two starts of " + varying.variant() + values + " and is not compared"
                + forGood;
    }

    private Section.Table table() {
        List<String> names = view.report().variants().stream()
                .map(VariantReport::name)
                .filter(name -> said().anyMatch(s -> s.finding().variant().equals(name)))
                .toList();
        List<String> header = Stream.concat(
                        Stream.of(isProgram() ? "Output" : "Request"),
                        names.stream().map(view::label))
                .toList();
        List<List<String>> rows = requests.stream()
                .map(asked -> Stream.concat(
                                Stream.of(asked.request()), names.stream().map(name -> cell(asked, name)))
                        .toList())
                .toList();
        return new Section.Table(Section.Align.TEXT, header, rows);
    }

    private String cell(RequestFindings asked, String name) {
        return asked.findings().stream()
                .filter(f -> f.variant().equals(name))
                .findFirst()
                .map(f -> (isProgram()
                                ? "printed"
                                : f.status().isPresent()
                                        ? String.valueOf(f.status().getAsInt())
                                        : "no answer")
                        + switch (f.result()) {
                            case BASELINE -> "";
                            case EQUAL -> ", alike";
                            case UNEQUAL -> ", otherwise";
                            case NOT_COMPARED -> ", not compared";
                        })
                .orElse("-");
    }

    private static List<Section.Block> bullets(List<String> items) {
        if (items.size() <= BULLETS) {
            return items.isEmpty() ? List.of() : List.of(new Section.Bullets(items));
        }
        return List.of(
                new Section.Bullets(items.subList(0, BULLETS)),
                new Section.Folded(
                        "And " + (items.size() - BULLETS) + " more",
                        List.of(new Section.Bullets(items.subList(BULLETS, items.size())))));
    }

    private Stream<Said> said() {
        return requests.stream().flatMap(a -> a.findings().stream().map(f -> new Said(a, f)));
    }
}
