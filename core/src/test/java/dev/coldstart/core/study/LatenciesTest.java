package dev.coldstart.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aQuantileIsWhatThatShareDidNotExceed() {
        Latencies latencies = new Latencies(List.of(1L, 2L, 200L), List.of(500L, 499L, 1L));
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.quantile(0.5)).isEqualTo(1);
        assertThat(latencies.quantile(0.501)).isEqualTo(2);
        assertThat(latencies.quantile(0.999)).as("the 999th of 1000").isEqualTo(2);
        assertThat(latencies.quantile(1)).isEqualTo(200);
    }

    @Test
    void whatIsNoHistogramIsRefused() {
        assertThatThrownBy(() -> new Latencies(List.of(2L, 1L), List.of(1L, 1L)))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Latencies(List.of(1L), List.of(0L))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new Latencies(List.of(1L), List.of())).hasMessageContaining("1 values has 0");
        assertThatThrownBy(() -> new Latencies(List.of(), List.of()).quantile(0.5))
                .hasMessageContaining("no answer");
    }
}
