package dev.coldstart.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    @Test
    void everyBlockIsCompleteAndTheSeedDecidesTheOrder() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            List<Variant> variants = variants(1 + random.nextInt(9));
            long seed = random.nextLong();
            Schedule schedule = new Schedule(variants, seed);
            Schedule again = new Schedule(variants, seed);
            for (int block = 0; block < 20; block++) {
                List<Variant> order = schedule.nextBlock();
                assertThat(order).containsExactlyInAnyOrderElementsOf(variants).isEqualTo(again.nextBlock());
            }
        }
    }

    /** A recorded seed has to give the same order in years, on any machine. */
    @Test
    void anOrderThatWasRecorded() {
        Schedule schedule = new Schedule(variants(4), 20260101);
        assertThat(Stream.generate(schedule::nextBlock).limit(6).map(ScheduleTest::letters))
                .containsExactly("cadb", "adbc", "bdca", "cadb", "dbac", "dbac");
    }

    /** No form has a place of its own: each is first in about as many blocks as any other. */
    @Test
    void everyPlaceIsEverybodys() {
        Schedule schedule = new Schedule(variants(4), 1);
        Map<Variant, Integer> first = new HashMap<>();
        for (int block = 0; block < 4000; block++) {
            first.merge(schedule.nextBlock().getFirst(), 1, Integer::sum);
        }
        // 1000 each, and a standard deviation of 27.
        assertThat(first.values()).hasSize(4).allSatisfy(n -> assertThat(n).isBetween(860, 1140));
    }

    private static List<Variant> variants(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> Variant.head(String.valueOf((char) ('a' + i)), Architecture.X64))
                .toList());
    }

    private static String letters(List<Variant> order) {
        return String.join("", order.stream().map(Variant::form).toList());
    }
}
