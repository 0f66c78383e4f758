package dev.coldstart.core.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries of {@code diagnosis.json}, and what they say of a warning or a failure. How to add one is in {@code
 * docs/diagnosis.md}.
 */
public final class Catalogue {

    private static final String FILE = "diagnosis.json";

    /** What is looked at of a hostile log: so many lines, so much of each. */
    private static final int LINES = 200;

    private static final int LINE_LENGTH = 600;

    private static final int CAPTURED = 200;
    private static final int EVIDENCE = 300;

    /** Of one entry: three types without metadata are told, three hundred are in the log. */
    private static final int MAX_OF_ONE = 3;

    private static final Pattern ERROR_CODE =
            Pattern.compile("(?:^|error |; |\\): |: )(?P<code>[A-Z]{2,10}[0-9]{3,5}): ");
    private static final Pattern WARNING = Pattern.compile("\\bwarning [A-Z]{2,10}[0-9]{3,5}");

    private static final Catalogue STANDARD = new Catalogue(read());

    private final List<Entry> entries;

    Catalogue(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The one that ships with coldstart. */
    public static Catalogue standard() {
        return STANDARD;
    }

    List<Entry> entries() {
        return entries;
    }

    /** What a warning's code means; empty where no entry knows it. */
    public Optional<Explanation> ofCode(String code) {
        return entries.stream()
                .filter(e -> e.explains(code))
                .findFirst()
                .map(e -> new Explanation(e.id(), e.sentence(), e.remedy()));
    }

    /** What is known of a start that failed, most telling first. */
    public List<Diagnosis> ofFailure(String variant, Outcome.Failed failure) {
        List<String> lines = lines(Stream.concat(failure.log().stream(), Stream.of(failure.detail())));
        return told(
                variant,
                lines,
                Entry.Where.RUN,
                entry -> entry.reasons().contains(failure.reason())
                        || failure.signal().filter(entry.signals()::contains).isPresent());
    }

    /** What is known of text that an app wrote, such as its log around an answer that was not the expected one. */
    public List<Diagnosis> ofLog(String variant, List<String> log) {
        return told(variant, lines(log.stream()), Entry.Where.RUN, entry -> false);
    }

    /** What is known of a build that failed; nothing for one that did not. */
    public List<Diagnosis> ofBuild(BuildRecord build) {
        if (build.failure().isEmpty()) {
            return List.of();
        }
        List<String> lines = lines(Stream.concat(build.failure().stream(), build.logTail().stream()));
        Set<String> errors = new LinkedHashSet<>();
        lines.stream().filter(line -> !WARNING.matcher(line).find()).forEach(line -> {
            Matcher code = ERROR_CODE.matcher(line);
            while (code.find()) {
                errors.add(code.group("code"));
            }
        });
        return told(
                build.variant(),
                lines,
                Entry.Where.BUILD,
                entry -> errors.stream().anyMatch(entry::explains));
    }

    private interface Test {
        boolean holds(Entry entry);
    }

    private List<Diagnosis> told(String variant, List<String> lines, Entry.Where where, Test otherwise) {
        List<Diagnosis> found = new ArrayList<>();
        for (Entry.Rank rank : Entry.Rank.values()) {
            for (Entry entry : entries) {
                if (entry.rank() == rank && (rank == Entry.Rank.ALWAYS || found.isEmpty())) {
                    found.addAll(told(variant, entry, lines, where, otherwise));
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<Diagnosis> told(
            String variant, Entry entry, List<String> lines, Entry.Where where, Test otherwise) {
        Map<String, Diagnosis> bySentence = new LinkedHashMap<>();
        if (entry.where().contains(where)) {
            for (String line : lines) {
                match(entry, line).ifPresent(captured -> {
                    Diagnosis diagnosis = new Diagnosis(
                            entry.id(),
                            variant,
                            entry.filled(entry.sentence(), captured),
                            entry.filled(entry.remedyFor(variant), captured),
                            cut(line.strip(), EVIDENCE));
                    if (entry.lines() == Entry.Telling.LAST) {
                        bySentence.clear();
                    }
                    bySentence.putIfAbsent(diagnosis.sentence(), diagnosis);
                });
            }
        }
        if (bySentence.isEmpty() && otherwise.holds(entry)) {
            Map<String, String> nothing = Map.of();
            return List.of(new Diagnosis(
                    entry.id(),
                    variant,
                    entry.filled(entry.sentence(), nothing),
                    entry.filled(entry.remedyFor(variant), nothing),
                    ""));
        }
        return bySentence.values().stream().limit(MAX_OF_ONE).toList();
    }

    /** What the first pattern that matches captured. */
    private static Optional<Map<String, String>> match(Entry entry, String line) {
        for (Pattern pattern : entry.patterns()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                Map<String, String> captured = new HashMap<>();
                for (String group : pattern.namedGroups().keySet()) {
                    String value = matcher.group(group);
                    if (value != null && !value.isBlank()) {
                        captured.put(group, cut(value.strip(), CAPTURED));
                    }
                }
                return Optional.of(captured);
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Stream<String> texts) {
        return texts.flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .limit(LINES)
                .map(line -> cut(line, LINE_LENGTH))
                .toList();
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }

    private record File(List<Entry.Written> entries) {}

    private static List<Entry> read() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + FILE);
            }
            return Json.line().readValue(in, File.class).entries().stream()
                    .map(Entry.Written::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
