package dev.coldstart.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogExcerptTest {

    @Test
    void a_short_log_is_whole() {
        assertThat(LogExcerpt.of(List.of("starting", "ready"))).containsExactly("starting", "ready");
        assertThat(LogExcerpt.of(List.of())).isEmpty();
    }

    @Test
    void a_long_log_is_its_end() {
        List<String> log = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();

        assertThat(LogExcerpt.of(log)).hasSize(20).startsWith("line 80").endsWith("line 99");
    }

    @Test
    void the_error_above_a_long_trace_is_shown_with_the_end_of_the_trace() {
        List<String> log =
                new ArrayList<>(List.of("fail: Kestrel[13]", "System.InvalidOperationException: no metadata"));
        IntStream.range(0, 60).forEach(i -> log.add("   at Some.Method" + i + "Error()"));

        List<String> excerpt = LogExcerpt.of(log);

        assertThat(excerpt)
                .hasSize(20)
                .startsWith("System.InvalidOperationException: no metadata", "   at Some.Method0Error()")
                .contains("[... 42 lines ...]")
                .endsWith("   at Some.Method59Error()");
    }

    @Test
    void the_last_error_is_the_one_that_counts_and_no_line_is_endless() {
        List<String> log = new ArrayList<>(List.of("IOException: first", "all well again", "IOException: second"));
        log.add("x".repeat(10_000));

        assertThat(LogExcerpt.of(log)).hasSize(4).allMatch(line -> line.length() <= 503);
    }
}
