package dev.coldstart.measure.engine;

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

    /** An app that redirects, asked for five seconds. */
    @Test
    void lines_of_our_own_requests_do_not_fill_it() {
        List<String> log =
                new ArrayList<>(List.of("info: listening on http://[::]:8080", "warn: no https port is known"));
        IntStream.range(0, 2600).forEach(i -> {
            log.add("info: Request starting HTTP/1.1 GET http://localhost/ - connection 0HN" + i);
            log.add("info: Request finished HTTP/1.1 GET http://localhost/ - 307 " + i / 7.0 + "ms");
        });

        assertThat(LogExcerpt.of(log))
                .containsExactly(
                        "info: listening on http://[::]:8080",
                        "warn: no https port is known",
                        "info: Request starting HTTP/1.1 GET http://localhost/ - connection 0HN0",
                        "info: Request finished HTTP/1.1 GET http://localhost/ - 307 0.0ms",
                        "[... 5198 lines like some of these ...]");
    }
}
