package dev.coldstart.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one file, so that all of it is reported at once. */
final class ConfigProblems {

    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();
    private final List<Runnable> atTheEnd = new ArrayList<>();
    private final Map<String, String> sectionOfKey = new LinkedHashMap<>();

    ConfigProblems(String file) {
        this.file = file;
    }

    void add(String key, String message) {
        found.add(new ConfigProblem(file, 0, 0, key, message));
    }

    void add(Optional<Mark> mark, String key, String message) {
        found.add(new ConfigProblem(
                file,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                key,
                message));
    }

    void add(Node node, String key, String message) {
        add(node.getStartMark(), key, message);
    }

    /** Takes over what is wrong with another file. */
    void add(ConfigException other) {
        found.addAll(other.problems());
    }

    /** Whether nothing is wrong so far, unknown keys aside. */
    boolean none() {
        return found.isEmpty();
    }

    /** Remembers that a section knows this key, for the hint at one that stands in the wrong place. */
    void known(String section, String key) {
        sectionOfKey.putIfAbsent(key, section);
    }

    /** Reports a key that nobody asked for; only when all known keys of the file are known. */
    void unknown(Node node, String section, String key, List<String> knownHere) {
        atTheEnd.add(() -> add(node, join(section, key), "unknown key; " + hint(key, knownHere)));
    }

    private String hint(String key, List<String> knownHere) {
        Optional<String> near = nearest(key, knownHere);
        String known = knownHere.stream().sorted().toList().toString().replaceAll("[\\[\\]]", "");
        if (near.isPresent()) {
            return "did you mean " + near.get() + "? (known here: " + known + ")";
        }
        Optional<String> elsewhere = Optional.ofNullable(sectionOfKey.get(key));
        return elsewhere
                .map(section -> "it belongs "
                        + (section.isEmpty() ? "at the top level" : "under " + section)
                        + " (known here: " + known + ")")
                .orElse("known here: " + known);
    }

    /** The most similar word, when one is similar at all. */
    static Optional<String> nearest(String word, List<String> words) {
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance();
        int most = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(w -> distance.apply(word, w) <= most || (word.length() > 2 && w.startsWith(word)))
                .min(Comparator.comparingInt(w -> distance.apply(word, w)));
    }

    static String join(String section, String key) {
        if (section.isEmpty()) {
            return key;
        }
        return key.startsWith("[") ? section + key : section + "." + key;
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException when there is any problem
     */
    void throwIfAny() {
        atTheEnd.forEach(Runnable::run);
        atTheEnd.clear();
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing((ConfigProblem p) -> !p.file().equals(file))
                    .thenComparing(ConfigProblem::file)
                    .thenComparingInt(ConfigProblem::line)
                    .thenComparingInt(ConfigProblem::column));
            throw new ConfigException(found);
        }
    }
}
