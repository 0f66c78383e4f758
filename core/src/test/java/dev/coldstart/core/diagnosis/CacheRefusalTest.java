package dev.coldstart.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What JDK 25.0.3 prints, as it is. */
final class CacheRefusalTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        """
                        [0.159s][warning][aot] Unable to use AOT cache.
                        [                    ] The saved state of UseCompressedOops and UseCompressedClassPointers is different from runtime, CDS will be disabled.
                        [0.159s][error  ][aot] An error has occurred while processing the AOT cache. Run with -Xlog:aot for details.
                        [0.159s][error  ][aot] Loading static archive failed.
                        [0.159s][error  ][aot] Unable to map shared spaces
                        Error occurred during initialization of VM
                        Unable to use AOT cache.
                        """,
                        "The saved state of UseCompressedOops and UseCompressedClassPointers is different from runtime, CDS"
                                + " will be disabled"),
                Arguments.of("""
                        [0.036s][error][aot] AOT cache has aot-linked classes. It cannot be used with JDWP agent
                        [0.037s][error][aot] An error has occurred while processing the AOT cache. Run with -Xlog:aot for details.
                        [0.037s][error][aot] Unable to map shared spaces
                        Error occurred during initialization of VM
                        Unable to use AOT cache.
                        """, "AOT cache has aot-linked classes. It cannot be used with JDWP agent"),
                Arguments.of(
                        """
                        Picked up JAVA_TOOL_OPTIONS: --add-opens=java.base/java.lang=ALL-UNNAMED
                        [0.023s][error][aot] An error has occurred while processing the AOT cache. Run with -Xlog:aot for details.
                        [0.023s][error][aot] Mismatched values for property jdk.module.addopens: java.base/java.lang=ALL-UNNAMED specified during runtime but not during dump time
                        [0.023s][error][aot] Disabling optimized module handling
                        [0.023s][error][aot] AOT cache has aot-linked classes. It cannot be used when archived full module graph is not used.
                        [0.023s][error][aot] Unable to map shared spaces
                        """,
                        "Mismatched values for property jdk.module.addopens: java.base/java.lang=ALL-UNNAMED specified"
                                + " during runtime but not during dump time; AOT cache has aot-linked classes. It cannot be used"
                                + " when archived full module graph is not used"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void theReasonIsTheJvmsOwn(String log, String reason) {
        List<String> lines = log.lines().toList();
        assertThat(CacheRefusal.isIn(lines)).isTrue();
        assertThat(CacheRefusal.reason(lines)).contains(reason);
    }

    @Test
    void anErrorSaysMoreThanTheWarningsBeforeIt() {
        assertThat(CacheRefusal.reason(List.of(
                        "[1.5s][warning][aot] java.lang.ClassNotFoundException: java.util.logging.LogManager$RootLogger",
                        "[1.841s][error][aot] Error: non-empty directory '.'",
                        "Cannot have non-empty directory in paths")))
                .contains("Error: non-empty directory '.'");
    }

    @Test
    void anAppThatEndsByItselfRefusedNothing() {
        List<String> lines = List.of(
                "[1.582s][warning][aot] Skipping jdk/internal/event/Event: JFR event class",
                "Exception in thread \"main\" java.lang.IllegalStateException: no database");
        assertThat(CacheRefusal.isIn(lines)).isFalse();
        assertThat(CacheRefusal.reason(lines)).isEmpty();
    }
}
