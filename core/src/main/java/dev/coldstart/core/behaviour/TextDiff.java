package dev.coldstart.core.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lines in which two texts part, first to last. */
final class TextDiff {

    private static final int LINES_SHOWN = 3;

    /**
     * A stretch of lines.
     *
     * @param line the number of its first line, from 1
     * @param before the line above it, if there is one
     */
    record Hunk(int line, List<String> before, List<String> one, List<String> other) {}

    private TextDiff() {}

    static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /**
     * The numbers, from 1, of the lines that differ.
     *
     * @return empty when the texts have not as many lines as one another
     */
    static Optional<List<Integer>> numbers(String one, String other) {
        List<String> ones = lines(one);
        List<String> others = lines(other);
        if (ones.size() != others.size()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            if (!ones.get(i).equals(others.get(i))) {
                numbers.add(i + 1);
            }
        }
        return Optional.of(numbers);
    }

    /**
     * The stretch from the first to the last difference; empty when there is none.
     *
     * @param leftOut numbers of lines that don't count, where both texts have as many
     */
    static Optional<Hunk> hunk(String one, String other, Set<Integer> leftOut) {
        List<String> ones = lines(one);
        List<String> others = lines(other);
        boolean comparable = ones.size() == others.size();
        int from = 0;
        while (from < Math.min(ones.size(), others.size())
                && (ones.get(from).equals(others.get(from)) || (comparable && leftOut.contains(from + 1)))) {
            from++;
        }
        int end = 0;
        while (end < Math.min(ones.size(), others.size()) - from) {
            int number = ones.size() - end;
            if (!ones.get(number - 1).equals(others.get(others.size() - 1 - end))
                    && !(comparable && leftOut.contains(number))) {
                break;
            }
            end++;
        }
        if (from == ones.size() && from == others.size()) {
            return Optional.empty();
        }
        List<Shown> shown = Shown.lines(
                shortened(ones.subList(from, ones.size() - end)), shortened(others.subList(from, others.size() - end)));
        int oneCount = Math.min(
                shown.size(), shortened(ones.subList(from, ones.size() - end)).size());
        int otherCount = Math.min(
                shown.size(),
                shortened(others.subList(from, others.size() - end)).size());
        return Optional.of(new Hunk(
                from + 1,
                from == 0 ? List.of() : List.of(Shown.line(ones.get(from - 1))),
                shown.stream().limit(oneCount).map(Shown::one).toList(),
                shown.stream().limit(otherCount).map(Shown::other).toList()));
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= LINES_SHOWN) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, LINES_SHOWN));
        some.add("… and " + (lines.size() - LINES_SHOWN) + " more lines");
        return some;
    }
}
