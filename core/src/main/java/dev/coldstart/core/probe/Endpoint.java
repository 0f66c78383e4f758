package dev.coldstart.core.probe;

/**
 * Where an app is asked.
 *
 * @param host a numeric address in the prober's network namespace
 */
public record Endpoint(String host, int port) {

    /** The IPv4 loopback address: what most apps listen on, or on all. */
    public static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }
}
