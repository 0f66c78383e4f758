package dev.coldstart.service.operation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Ends connections whose request line and header lines take too long to come. Jetty's own time limit is for silence: a client
 * that sends a byte now and then holds its connection for ever.
 */
public final class SlowHeaders implements Connection.Listener {

    /** How much later than its time a connection may be ended, as a part of that time. */
    private static final int CHECKS = 4;

    private final long patience;

    /** Since when each connection is known, or has been in the midst of a request's head. */
    private final Map<HttpConnection, Long> since = new ConcurrentHashMap<>();

    private SlowHeaders(Duration patience) {
        this.patience = patience.toNanos();
    }

    /**
     * Watches all connections of a server from its start on.
     *
     * @param patience how long a request's head may take
     * @param clockwork where it is looked at from time to time
     */
    public static void limit(Server server, Duration patience, ScheduledExecutorService clockwork) {
        SlowHeaders slow = new SlowHeaders(patience);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                // Not before: its connectors are made last.
                for (ServerConnector connector : server.getBeans(ServerConnector.class)) {
                    connector.addEventListener(slow);
                }
            }
        });
        long pause = Math.max(1, patience.toMillis() / CHECKS);
        var _ = clockwork.scheduleWithFixedDelay(slow::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            since.put(http, System.nanoTime());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            since.remove(http);
        }
    }

    private void look() {
        long now = System.nanoTime();
        since.forEach((connection, from) -> {
            if (!inHead(connection)) {
                since.computeIfPresent(connection, (_, _) -> now);
            } else if (now - from > patience) {
                connection.getEndPoint().close();
            }
        });
    }

    private static boolean inHead(HttpConnection connection) {
        HttpParser parser = connection.getParser();
        return parser.inHeaderState() && !parser.isStart();
    }
}
