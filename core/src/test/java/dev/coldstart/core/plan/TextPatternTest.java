package dev.coldstart.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextPatternTest {

    @Test
    void findsSomewhereInTheText() throws TextPattern.SearchTimeoutException {
        TextPattern id = TextPattern.compile("\"id\":\\s*\\d{1,3}\\b");
        assertThat(id.isIn("{\"name\":\"é\", \"id\": 42}", () -> false)).isTrue();
        assertThat(id.isIn("{\"id\": \"42\"}", () -> false)).isFalse();
        assertThat(id.isIn("", () -> false)).isFalse();
    }

    @Test
    void givesUpInTime() {
        TextPattern pattern = TextPattern.compile("(?:x|y)*z");
        assertThatThrownBy(() -> pattern.isIn("xy".repeat(100_000), () -> true))
                .isInstanceOf(TextPattern.SearchTimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "a(?=b)", "(a)\\1", "a{1001}", "(a{40}){40}", "(a{2,60}){60,}", "(?:abcdefghijklm){999}"})
    void refusesWhatItCannotKeepSmall(String expression) {
        assertThatThrownBy(() -> TextPattern.compile(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\{2000\\}", "[0-9a-f]{8}-[0-9a-f]{4}", "a{0}b{0}", "(?i)^ready$"})
    void takesWhatPeopleWrite(String expression) {
        assertThat(TextPattern.compile(expression)).isNotNull();
    }
}
