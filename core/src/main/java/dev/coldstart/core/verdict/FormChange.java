package dev.coldstart.core.verdict;

import dev.coldstart.core.estimate.Contrast;
import dev.coldstart.core.estimate.Pairing;
import dev.coldstart.core.report.ChangeAnswer.Answer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a change did to one form.
 *
 * @param pairing the form at head against itself at base
 * @param deciding the figures that led to the answer; empty where none did
 * @param accepted by whom and until when, as the end of a sentence; empty where nobody had to
 */
public record FormChange(Pairing pairing, Answer answer, List<Contrast> deciding, String accepted) {

    public FormChange {
        deciding = List.copyOf(deciding);
    }

    static FormChange of(Pairing pairing, Answer answer) {
        return new FormChange(pairing, answer, List.of(), "");
    }

    /** The figure that says most: the largest loss, or of gains alone the largest gain. */
    public Optional<Contrast> foremost() {
        Comparator<Contrast> byRatio = Comparator.comparingDouble(Contrast::ratio);
        return answer == Answer.GAINS
                ? deciding.stream().min(byRatio)
                : deciding.stream().max(byRatio);
    }
}
