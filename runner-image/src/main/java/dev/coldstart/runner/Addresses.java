package dev.coldstart.runner;

import dev.coldstart.core.probe.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses by which an app is reached, made without asking a resolver. */
final class Addresses {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Addresses() {}

    static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How a socket is reached that listens on an address.
     *
     * @param address in network order, of four or sixteen bytes; IPv4 written as IPv6 is IPv4
     * @param onlyV6 whether a socket of IPv6 takes no connections of IPv4
     */
    static InetAddress reachable(byte[] address, boolean onlyV6) throws UnknownHostException {
        InetAddress listens = InetAddress.getByAddress(address);
        if (!listens.isAnyLocalAddress()) {
            return listens;
        }
        return InetAddress.getByAddress(
                listens.getAddress().length == LOOPBACK_V6.length && onlyV6 ? LOOPBACK_V6 : LOOPBACK);
    }

    /** A numeric address is looked up nowhere. */
    static InetSocketAddress of(Endpoint endpoint) {
        return new InetSocketAddress(InetAddress.ofLiteral(endpoint.host()), endpoint.port());
    }

    static Endpoint endpoint(InetSocketAddress address) {
        return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
    }

    /** For people. */
    static String text(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (Arrays.equals(host.getAddress(), LOOPBACK)) {
            return "port " + address.getPort();
        }
        String name = Arrays.equals(host.getAddress(), LOOPBACK_V6) ? "::1" : host.getHostAddress();
        return (name.contains(":") ? "[" + name + "]:" : name + ":") + address.getPort();
    }

    static String list(List<InetSocketAddress> addresses) {
        return addresses.stream().map(Addresses::text).collect(Collectors.joining(", "));
    }
}
