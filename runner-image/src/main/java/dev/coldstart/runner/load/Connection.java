package dev.coldstart.runner.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A connection on which one request is under way at a time. */
final class Connection {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int ROOM = 16 << 10;

    private final SocketChannel channel;
    private byte[] bytes = new byte[ROOM];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private long meantAt;
    /** Written last by who sends, read first by who reads. */
    private volatile @Nullable Wanted wanted;

    private int served;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_MILLIS);
            channel.configureBlocking(false);
            return new Connection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** When the request that is under way was meant to be sent. */
    long meantAt() {
        return meantAt;
    }

    Wanted wanted() {
        Wanted request = wanted;
        if (request == null) {
            throw new IllegalStateException("nothing is under way");
        }
        return request;
    }

    boolean isBusy() {
        return wanted != null;
    }

    /** Whether the peer may have closed it before it saw the request: it had served others, and nothing of an answer has come. */
    boolean mayHaveBeenIdle() {
        return served > 0 && buffer.position() == 0;
    }

    /** Sends a request, whole. */
    void send(Wanted request, long meant) throws IOException {
        buffer.clear();
        meantAt = meant;
        wanted = request;
        ByteBuffer out = request.bytes();
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                LockSupport.parkNanos(50_000);
            }
        }
    }

    /**
     * Reads what has come.
     *
     * @return how the answer lies in {@link #bytes}, which may be not whole yet
     * @throws EOFException when the peer has closed the connection before the answer was whole
     */
    Framing read() throws IOException {
        boolean closed = false;
        while (true) {
            if (!buffer.hasRemaining()) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
                buffer = ByteBuffer.wrap(bytes).position(buffer.position());
            }
            int read = channel.read(buffer);
            closed |= read < 0;
            // A read that did not fill the room has emptied the socket: the next would only say so.
            if (read <= 0 || buffer.hasRemaining()) {
                break;
            }
        }
        Wanted request = wanted;
        Framing framing =
                request == null ? idle(closed) : Framing.of(bytes, buffer.position(), request.isHead(), closed);
        if (closed && !framing.isWhole()) {
            throw new EOFException();
        }
        return framing;
    }

    private static Framing idle(boolean closed) throws IOException {
        throw closed ? new EOFException() : new IOException("it sent what nobody asked for");
    }

    byte[] bytes() {
        return bytes;
    }

    /** The answer was read. */
    void done() {
        wanted = null;
        served++;
        buffer.clear();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
