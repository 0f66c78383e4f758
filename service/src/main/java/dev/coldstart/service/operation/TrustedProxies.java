package dev.coldstart.service.operation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Proxies that are believed when they say for whom they ask ({@code X-Forwarded-For}). Of anybody else that header is only a text:
 * who could choose their own address would not be counted.
 */
public final class TrustedProxies implements HttpConfiguration.Customizer {

    private static final String HEADER = "X-Forwarded-For";
    private static final Pattern WITH_PORT = Pattern.compile("\\[(.+)\\](?::\\d+)?|(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads a list such as {@code 10.0.0.0/8, ::1}.
     *
     * @throws IllegalArgumentException when an entry is no address and no network
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Network::parse)
                .toList());
    }

    private record Network(InetAddress address, int bits) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            InetAddress address = literal(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + text + "' is no address and no network, such as 10.0.0.0/8"));
            int most = address.getAddress().length * 8;
            String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
            if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
                throw new IllegalArgumentException("'" + text + "' is no network, such as 10.0.0.0/8");
            }
            return new Network(address, Integer.parseInt(bits));
        }

        boolean has(InetAddress other) {
            byte[] bytes = other.getAddress();
            byte[] mine = address.getAddress();
            if (bytes.length != mine.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((bytes[i / 8] & mask) != (mine[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (!(connection.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
            return request;
        }
        InetAddress client = client(remote.getAddress(), request.getHeaders().getValuesList(HEADER));
        if (client.equals(remote.getAddress())) {
            return request;
        }
        SocketAddress told = new InetSocketAddress(client, remote.getPort());
        ConnectionMetaData wrapped = new ConnectionMetaData.Wrapper(connection) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
                return told;
            }
        };
        return new Request.Wrapper(request) {
            @Override
            public ConnectionMetaData getConnectionMetaData() {
                return wrapped;
            }
        };
    }

    /** From the nearest on, the first that is no trusted proxy: what stands before it, that one has made up, or may have. */
    InetAddress client(InetAddress nearest, List<String> forwarded) {
        InetAddress client = nearest;
        List<String> hops = forwarded.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
        for (String hop : hops.reversed()) {
            if (!trusts(client)) {
                return client;
            }
            Optional<InetAddress> before = literal(withoutPort(hop));
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.has(address));
    }

    private static String withoutPort(String hop) {
        var matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
