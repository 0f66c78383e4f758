package dev.coldstart.service.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PacedInputTest {

    private static final PacedInput.Pace PACE = new PacedInput.Pace(100, Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private PacedInput input(int bytes) {
        return new PacedInput(new ByteArrayInputStream(new byte[bytes]), PACE, now::get);
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void asksNothingAtFirst() throws IOException {
        PacedInput input = input(10);
        pass(9);
        assertThat(input.read()).isZero();
    }

    @Test
    void endsWhoSendsAByteNowAndThen() throws IOException {
        PacedInput input = input(10);
        pass(5);
        assertThat(input.read()).isZero();
        pass(6);
        assertThatThrownBy(input::read)
                .isInstanceOf(PacedInput.SlowSenderException.class)
                .hasMessage("it came at less than 100 bytes a second");
    }

    @Test
    void letsThoseGoOnWhoAreFastEnough() throws IOException {
        PacedInput input = input(10_000);
        for (int second = 0; second < 50; second++) {
            assertThat(input.readNBytes(100)).hasSize(100);
            pass(1);
        }
    }

    @Test
    void endsWhatTakesTooLongHoweverFast() {
        PacedInput input = input(100_000);
        pass(61);
        assertThatThrownBy(() -> input.readNBytes(50_000))
                .isInstanceOf(PacedInput.SlowSenderException.class)
                .hasMessage("it was not whole after 60 s");
    }

    @Test
    void anEndIsNeverTooLate() throws IOException {
        PacedInput input = input(0);
        pass(100);
        assertThat(input.read()).isNegative();
    }
}
