package dev.coldstart.measure.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.plan.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySearchTest {

    private static final long MIB = 1 << 20;
    private static final Study.LeastMemory LEAST = new Study.LeastMemory(6 * MIB, MIB, 10);

    private final List<MemorySearch.Attempt> made = new ArrayList<>();

    private long found(Predicate<MemorySearch.Attempt> starts) {
        MemorySearch search = new MemorySearch(LEAST, 512 * MIB, attempt -> {
            made.add(attempt);
            return starts.test(attempt);
        });
        while (search.goesOn()) {
            search.step();
        }
        return search.found();
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 63, 64, 65, 511, 512})
    void theSmallestIsFoundAndConfirmedOnBothSides(long least) {
        assertThat(found(attempt -> attempt.bytes() >= least * MIB)).isEqualTo(least * MIB);
        assertThat(made.stream().filter(a -> a.bytes() == least * MIB)).hasSize(10);
        assertThat(made.stream().filter(a -> a.bytes() == (least - 1) * MIB)).hasSize(least == 6 ? 0 : 10);
        assertThat(made).hasSizeLessThan(9 + 20 + 1);
        assertThat(made).doesNotHaveDuplicates();
    }

    /** At 40 MiB every third start fails, so that 41 is the smallest that holds. */
    @Test
    void aLimitThatHoldsOnlySometimesIsNotIt() {
        assertThat(found(a -> a.bytes() > 40 * MIB || (a.bytes() == 40 * MIB && a.number() % 3 != 0)))
                .isEqualTo(41 * MIB);
    }
}
