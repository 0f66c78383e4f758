package dev.coldstart.service.operation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** What somebody who mistyped a word probably meant. */
final class Nearest {

    private Nearest() {}

    /** The most similar word, when one is similar at all. */
    static Optional<String> to(String word, Collection<String> words) {
        DamerauLevenshteinDistance distance = new DamerauLevenshteinDistance();
        int most = Math.max(1, word.length() / 4);
        return words.stream()
                .filter(w -> distance.apply(word, w) <= most || w.endsWith("." + word))
                .min(Comparator.comparingInt(w -> distance.apply(word, w)));
    }
}
