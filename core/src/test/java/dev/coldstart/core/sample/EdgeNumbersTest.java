package dev.coldstart.core.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.file.BoundedLines;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.units.Moment;
import java.io.BufferedReader;
import java.io.Reader;
import java.time.DateTimeException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** Numbers at the edge of what can be counted are refused with a sentence, and take no more room than others. */
class EdgeNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "soon"
            })
    void aTimeThatNothingCanCount(String text) {
        assertThatThrownBy(() -> Moment.of(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void aTimeThatIsOne() {
        assertThat(Moment.of("9999-12-31T23:59:59.999999999Z").toEpochMilli()).isPositive();
        assertThat(Moment.isOfAFile(0)).isTrue();
        assertThat(Moment.isOfAFile(1L << 62)).isFalse();
        assertThat(Moment.isOfAFile(Long.MIN_VALUE)).isFalse();
    }

    private record Numbers(double one, Double two, OptionalDouble three) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"one\":1e400,\"two\":1}",
                "{\"one\":1,\"two\":-1e400}",
                "{\"one\":1,\"two\":1,\"three\":1e400}",
                "{\"one\":null,\"two\":1}",
                "{\"two\":1}",
                "{\"one\":\"1\",\"two\":1}",
                "{\"one\":NaN,\"two\":1}",
            })
    void aNumberThatIsNone(String json) {
        assertThatThrownBy(() -> Json.line().readValue(json, Numbers.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void aNumberThatIsOne() {
        assertThat(Json.line().readValue("{\"one\":1,\"two\":1e300,\"three\":2.5}", Numbers.class))
                .isEqualTo(new Numbers(1, 1e300, OptionalDouble.of(2.5)));
        assertThat(Json.line().readValue("{\"one\":1,\"two\":2}", Numbers.class).three())
                .isEmpty();
    }

    /** As many of one character as are asked for, and none of them kept. */
    private static final class Same extends Reader {
        private long left;

        Same(long many) {
            left = many;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            int many = (int) Math.min(length, left);
            java.util.Arrays.fill(buffer, offset, offset + many, 'x');
            left -= many;
            return many == 0 ? -1 : many;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void aLineThatUnpacksToHundredsOfMegabytes() {
        assertThatThrownBy(() -> SampleReader.read(new BufferedReader(new Same(1L << 40))))
                .isInstanceOf(SampleFormatException.class)
                .hasMessage("line 1: it is longer than 33554432 characters, and no line is");
    }

    @Test
    void linesAreThoseOfAnyReader() throws Exception {
        BoundedLines lines = new BoundedLines(new BufferedReader(new java.io.StringReader("a\r\n\nb")), 3);
        assertThat(lines.next()).contains("a");
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("b");
        assertThat(lines.next()).isEmpty();
    }
}
