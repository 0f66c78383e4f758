package dev.coldstart.core.render.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.presentation.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

    private static final Section.Table TABLE = new Section.Table(
            Section.Align.NUMBERS,
            List.of("", "Until all answer", "Memory each"),
            List.of(List.of("jit", "868 ms", "73.2 MiB"), List.of("r2r-composite", "814 ms", "87.6 MiB")));

    private static List<String> within(int columns) {
        return new TextTable(TABLE, Style.PLAIN, columns).lines();
    }

    @Test
    void isAsWideAsItNeeds() {
        assertThat(within(80))
                .containsExactly(
                        "               Until all answer  Memory each",
                        "jit                      868 ms     73.2 MiB",
                        "r2r-composite            814 ms     87.6 MiB");
    }

    @Test
    void breaksBetweenWordsWhileItCan() {
        assertThat(within(31))
                .containsExactly(
                        "                Until    Memory",
                        "                  all      each",
                        "               answer",
                        "jit            868 ms  73.2 MiB",
                        "r2r-composite  814 ms  87.6 MiB");
    }

    @Test
    void breaksWithinWordsWhereItMust() {
        assertThat(within(26))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(26))
                .anyMatch(line -> line.startsWith("r2r-comp"));
    }
}
