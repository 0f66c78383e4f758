package dev.coldstart.runner.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.Iterator;

/** Reads answers wherever some have come, and says of each what it was. For the thread that waits for them. */
final class AnswerPump {

    /** What came of a request. */
    interface Sink {

        /** The expected answer, whole; the connection is free for another. */
        void good(Connection connection, long meantAt, long answeredAt);

        /** Another answer, or none; the connection is closed, or free where it is still open. */
        void wrong(Connection connection);
    }

    private final Connections connections;
    private final Sink sink;

    AnswerPump(Connections connections, Sink sink) {
        this.connections = connections;
        this.sink = sink;
    }

    /** Waits for answers, but not for long, and reads those that have come. */
    void await(long millis) throws IOException {
        connections.selector().select(millis);
        Iterator<SelectionKey> ready = connections.selector().selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key.isValid() && key.attachment() instanceof Connection connection) {
                read(connection);
            }
        }
    }

    private void read(Connection connection) {
        Framing framing;
        try {
            framing = connection.read();
        } catch (IOException e) {
            broken(connection);
            return;
        }
        if (!framing.isWhole()) {
            return;
        }
        long answeredAt = System.nanoTime();
        long meantAt = connection.meantAt();
        boolean good = connection.wanted().isGood(connection.bytes(), framing);
        connection.done();
        if (!framing.stays()) {
            connections.drop(connection);
        }
        if (good) {
            sink.good(connection, meantAt, answeredAt);
        } else {
            sink.wrong(connection);
        }
    }

    /** A server may close a connection that rests just as a request is sent on it: that request is sent again, on a new one. */
    private void broken(Connection connection) {
        boolean busy = connection.isBusy();
        boolean again = busy && connection.mayHaveBeenIdle();
        connections.drop(connection);
        if (again) {
            try {
                Connection other = connections.take(0);
                other.send(connection.wanted(), connection.meantAt());
                return;
            } catch (IOException e) {
                // then it has no answer
            }
        }
        if (busy) {
            connection.done();
            sink.wrong(connection);
        }
    }
}
