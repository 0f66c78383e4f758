package dev.coldstart.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs print as they end, under JDK 25.0.3 while it records an AOT cache. */
final class LastWordsTest {

    private static final String RECORDED = """
            [1.302s][warning][aot] Skipping Main: Unlinked class not supported by AOTConfiguration
            Temporary AOTConfiguration recorded: app.aot.config
            Launching child process /app/jre/bin/java to assemble AOT cache app.aot using configuration app.aot.config
            Picked up JAVA_TOOL_OPTIONS: -Djava.class.path=app.jar -XX:AOTCacheOutput=app.aot
            Reading AOTConfiguration app.aot.config and writing AOTCache app.aot
            AOTCache creation is complete: app.aot 11190272 bytes
            Removed temporary AOT configuration file app.aot.config
            """;

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("its exception", """
                        Exception in thread "main" java.lang.IllegalStateException: PORT is not set
                        \tat App.main(App.java:5)
                        """, "java.lang.IllegalStateException: PORT is not set"),
                Arguments.of("the last cause", """
                        Exception in thread "main" java.lang.RuntimeException: can't start
                        \tat App.main(App.java:5)
                        Caused by: java.io.UncheckedIOException: read
                        \tat App.read(App.java:9)
                        \t... 1 more
                        Caused by: java.nio.file.NoSuchFileException: config/app.conf
                        \tat App.read(App.java:8)
                        \t... 2 more
                        """, "java.nio.file.NoSuchFileException: config/app.conf"),
                Arguments.of(
                        "what Spring Boot analysed",
                        """
                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        Failed to configure a DataSource: 'url' attribute is not specified.

                        Action:

                        Consider the following:
                        """,
                        "Failed to configure a DataSource: 'url' attribute is not specified."),
                Arguments.of("a sentence", "starting\nPORT has to be set\n", "PORT has to be set"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void areTheAppsAndNotTheJvms(String name, String printed, String words) {
        assertThat(LastWords.of((printed + RECORDED).lines().toList())).contains(words);
        assertThat(LastWords.of(printed.lines().toList())).contains(words);
    }

    @Test
    void thereMayBeNone() {
        assertThat(LastWords.of(RECORDED.lines().toList())).isEmpty();
        assertThat(LastWords.of(List.of())).isEmpty();
    }
}
