package dev.coldstart.service.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            emptyValue = "",
            value = {
                "10.0.0.1; 203.0.113.9; 203.0.113.9",
                "10.0.0.1; 203.0.113.9:4711; 203.0.113.9",
                "10.0.0.1; 2001:db8::1; 2001:db8::1",
                "10.0.0.1; [2001:db8::1]:443; 2001:db8::1",
                "fd00::7; 203.0.113.9; 203.0.113.9",
                // Another proxy of ours between, and something made up before.
                "10.0.0.1; 1.1.1.1, 203.0.113.9, 10.9.9.9; 203.0.113.9",
                // Not from a proxy of ours: a text that anybody can send.
                "192.0.2.1; 203.0.113.9; 192.0.2.1",
                "10.0.0.1; ''; 10.0.0.1",
                "10.0.0.1; unknown; 10.0.0.1",
                "10.0.0.1; localhost; 10.0.0.1",
                "10.0.0.1; 203.0.113.9, nobody; 10.0.0.1",
                "10.0.0.1; 10.0.0.2; 10.0.0.2",
            })
    void theNearestThatIsNoneOfOurs(String nearest, String forwarded, String client) {
        TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, fd00::/8");
        assertThat(proxies.client(InetAddress.ofLiteral(nearest), forwarded.isEmpty() ? List.of() : List.of(forwarded)))
                .isEqualTo(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "proxy.example.com", "10.0.0.0.0", "/8"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
