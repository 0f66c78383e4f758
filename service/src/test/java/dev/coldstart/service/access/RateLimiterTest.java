package dev.coldstart.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.service.access.RateLimiter.Rate;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {

    private final SettableClock clock = new SettableClock();
    private final RateLimiter limiter = new RateLimiter(new Rate(3, Duration.ofMinutes(1)), clock);

    @Test
    void aBurstThenOneForEachThirdOfAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take("a/b")).isEmpty();
        }
        assertThat(limiter.take("a/b")).contains(Duration.ofSeconds(20));
        clock.pass(Duration.ofMillis(15_500));
        // Asking early costs nothing, and the wait is rounded up.
        assertThat(limiter.take("a/b")).contains(Duration.ofSeconds(5));
        clock.pass(Duration.ofSeconds(5));
        assertThat(limiter.take("a/b")).isEmpty();
        assertThat(limiter.take("a/b")).isNotEmpty();
    }

    @Test
    void whoWaitsAsLongAsToldGetsOne() {
        IntStream.range(0, 50).forEach(i -> {
            limiter.take("a/b").ifPresent(wait -> {
                clock.pass(wait);
                assertThat(limiter.take("a/b")).isEmpty();
            });
        });
    }

    @Test
    void oneRepositoryDoesNotTakeFromAnother() {
        IntStream.range(0, 10).forEach(i -> limiter.take("a/b"));
        assertThat(limiter.take("a/c")).isEmpty();
    }

    @Test
    void aClockSetBackNeitherGivesNorTakes() {
        IntStream.range(0, 3).forEach(i -> limiter.take("a/b"));
        clock.pass(Duration.ofHours(-1));
        assertThat(limiter.take("a/b")).contains(Duration.ofSeconds(20));
    }

    @Test
    void namesMadeUpByTheThousandAreForgotten() {
        IntStream.range(0, 30_000).forEach(i -> limiter.take("evil/" + i));
        assertThat(limiter.size()).isLessThanOrEqualTo(10_000);
        clock.pass(Duration.ofHours(1));
        IntStream.range(0, 10_000).forEach(i -> limiter.take("a/b" + i % 2));
        assertThat(limiter.size()).isLessThanOrEqualTo(2);
    }
}
