package dev.coldstart.core.presentation;

import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.fairness.Advice;
import dev.coldstart.core.fairness.Fairness;
import dev.coldstart.core.fairness.Portability;
import dev.coldstart.core.fairness.Unevenness;
import dev.coldstart.core.wording.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs besides the compiler, where each form runs, what a property would buy. */
final class FairnessSections {

    private static final String TO_COPY = "To measure that, under forms in coldstart.yml:";

    private final View view;
    private final Fairness fairness;

    private FairnessSections(View view, Fairness fairness) {
        this.view = view;
        this.fairness = fairness;
    }

    static List<Section> of(View view) {
        return view.report()
                .fairness()
                .map(f -> new FairnessSections(view, f).all())
                .orElse(List.of());
    }

    private List<Section> all() {
        List<Section> sections = new ArrayList<>();
        if (!fairness.uneven().isEmpty()) {
            sections.add(new Section(
                    "uneven", "What else differs between the forms", Section.Tone.PROBLEM, uneven(fairness.uneven())));
        }
        if (!fairness.portability().isEmpty()) {
            sections.add(Section.of("portability", "Where the forms run", portability()));
        }
        if (!fairness.advice().isEmpty()) {
            sections.add(Section.of("advice", "What a property would buy", advice(fairness.advice())));
        }
        return sections;
    }

    private List<Section.Block> uneven(List<Unevenness> all) {
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Bullets(all.stream()
                .map(u -> Sentences.stopped(view.shortNames(u.sentence())) + " " + u.remedy())
                .toList()));
        copied(all.stream().flatMap(u -> u.line().stream()).toList()).ifPresent(blocks::addAll);
        return blocks;
    }

    private List<Section.Block> advice(List<Advice> all) {
        Map<String, List<String>> who = all.stream()
                .collect(Collectors.groupingBy(
                        Advice::sentence,
                        LinkedHashMap::new,
                        Collectors.mapping(a -> view.label(a.variant()), Collectors.toList())));
        List<Section.Block> blocks = new ArrayList<>();
        blocks.add(new Section.Bullets(who.entrySet().stream()
                .map(e -> Wording.list(e.getValue()) + ": " + Sentences.stopped(e.getKey()))
                .toList()));
        copied(all.stream().map(Advice::line).toList()).ifPresent(blocks::addAll);
        return blocks;
    }

    private static Optional<List<Section.Block>> copied(List<String> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(
                        new Section.Paragraph(TO_COPY),
                        new Section.Lines(
                                lines.stream().distinct().flatMap(String::lines).toList())));
    }

    private List<Section.Block> portability() {
        Map<String, List<String>> who = fairness.portability().stream()
                .collect(Collectors.groupingBy(
                        this::needs,
                        LinkedHashMap::new,
                        Collectors.mapping(p -> view.label(p.variant()), Collectors.toList())));
        return List.of(
                new Section.Bullets(who.entrySet().stream()
                        .map(e -> Wording.list(e.getValue()) + ": " + e.getKey())
                        .toList()),
                new Section.Paragraph("Systems and their C libraries as of "
                        + fairness.portability().getFirst().targetsOf()
                        + "; an image has that of the system it is made of."));
    }

    private String needs(Portability form) {
        CLibrary library = form.library();
        String needs = switch (library.kind()) {
            case GLIBC ->
                "on glibc" + library.version().map(v -> " " + v + " or later").orElse("") + " (asked for by "
                        + library.file() + ")";
            case MUSL -> "on musl as the C library";
            case NONE -> "with any C library or none, as the program is static";
        };
        String not = form.lacking().isEmpty() ? "" : "; not on " + Wording.list(form.lacking());
        return needs + not + ".";
    }
}
