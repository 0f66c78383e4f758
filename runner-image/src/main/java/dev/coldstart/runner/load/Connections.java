package dev.coldstart.runner.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The connections to an app: free ones to take, and a selector that tells where an answer has come. Safe for two threads. */
final class Connections implements AutoCloseable {

    private final InetSocketAddress address;
    private final Selector selector;
    private final int max;
    private final Deque<Connection> free = new ArrayDeque<>();
    private int open;
    private int mostOpen;

    /** @param max how many there are at the most */
    Connections(InetSocketAddress address, int max) throws IOException {
        this.address = address;
        this.max = max;
        this.selector = Selector.open();
    }

    Selector selector() {
        return selector;
    }

    synchronized int mostOpen() {
        return mostOpen;
    }

    /**
     * A free connection, opened anew where there is none and may be another; otherwise the next to become free.
     *
     * @throws IOException when none can be opened, or none becomes free in time
     */
    Connection take(long patienceNs) throws IOException {
        synchronized (this) {
            long giveUpAt = System.nanoTime() + patienceNs;
            while (free.isEmpty() && open >= max) {
                long left = giveUpAt - System.nanoTime();
                if (left <= 0) {
                    throw new IOException("all of " + max + " connections wait for an answer");
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            if (!free.isEmpty()) {
                return free.removeLast();
            }
            open++;
            mostOpen = Math.max(mostOpen, open);
        }
        return opened();
    }

    /** Whether one can be had without waiting. */
    synchronized boolean hasRoom() {
        return !free.isEmpty() || open < max;
    }

    private Connection opened() throws IOException {
        try {
            Connection connection = Connection.open(address);
            try {
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
                // A selector that waits would not look at it.
                selector.wakeup();
                return connection;
            } catch (ClosedChannelException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            gone();
            throw e;
        }
    }

    /** It serves the next. */
    synchronized void free(Connection connection) {
        free.addLast(connection);
        notifyAll();
    }

    /** It serves no other; may be said by both threads at once. */
    void drop(Connection connection) {
        synchronized (this) {
            free.remove(connection);
            if (!connection.channel().isOpen()) {
                return;
            }
            connection.close();
        }
        gone();
    }

    private synchronized void gone() {
        open--;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                connection.close();
            }
        }
        selector.close();
    }
}
