package dev.coldstart.service.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

final class FairChoiceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /** A queue of some repositories, with ties of all kinds. */
    private static List<FairChoice.Waiting> queue(Random random) {
        Instant[] served = IntStream.range(0, 6)
                .mapToObj(i -> NOW.minusSeconds(random.nextInt(4) * 100L))
                .toArray(Instant[]::new);
        return IntStream.range(0, 20 + random.nextInt(20))
                .mapToObj(i -> {
                    int repository = random.nextInt(served.length);
                    return new FairChoice.Waiting(
                            "id" + i,
                            "acme/r" + repository,
                            random.nextInt(4),
                            NOW.minusSeconds(random.nextInt(5) * 1800L),
                            served[repository]);
                })
                .toList();
    }

    /** What is told of the order is what claims then do, one after another. */
    @RepeatedTest(30)
    void theOrderIsThatInWhichTheyAreChosen(RepetitionInfo seed) {
        List<FairChoice.Waiting> queue = queue(new Random(seed.getCurrentRepetition()));
        List<FairChoice.Waiting> left = new ArrayList<>(queue);
        List<String> chosen = new ArrayList<>();
        Instant turn = NOW;
        while (!left.isEmpty()) {
            FairChoice.Waiting next = FairChoice.next(left, NOW).orElseThrow();
            chosen.add(next.id());
            left.remove(next);
            turn = turn.plusMillis(1);
            Instant at = turn;
            left.replaceAll(w -> w.repository().equals(next.repository())
                    ? new FairChoice.Waiting(w.id(), w.repository(), w.priority(), w.queuedAt(), at)
                    : w);
        }
        assertThat(FairChoice.order(queue, NOW))
                .extracting(FairChoice.Waiting::id)
                .isEqualTo(chosen);
    }
}
