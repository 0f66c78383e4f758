package dev.coldstart.runner;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses on loopback, made without asking a resolver. */
final class Addresses {

    private Addresses() {}

    static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static String list(List<InetSocketAddress> addresses) {
        return addresses.stream()
                .map(a -> a.getAddress().getAddress().length == 4 ? "port " + a.getPort() : "[::1]:" + a.getPort())
                .collect(Collectors.joining(", "));
    }
}
