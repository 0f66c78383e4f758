package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.http.AnswerReader;
import dev.coldstart.core.http.RequestBytes;
import dev.coldstart.core.plan.HttpRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One attempt: a fresh connection, one HTTP/1.1 request, the whole answer. Written by hand because the time it takes is part
 * of the figure: no pool, no other thread, no look-up, no retry, nothing between the socket and the clock.
 */
final class HttpProbe {

    private final byte[] request;
    private final String method;

    HttpProbe(HttpRequest request) {
        this.request = RequestBytes.of(request);
        this.method = request.method();
    }

    /** Tries once. The whole attempt, from connection to last byte, ends by the timeout. */
    Attempt attempt(InetSocketAddress address, Duration timeout) {
        long giveUpAt = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            try {
                socket.connect(address, millisUntil(giveUpAt));
            } catch (ConnectException e) {
                return new Attempt.Refused();
            }
            long connectedAt = System.nanoTime();
            try {
                socket.getOutputStream().write(request);
                Answer answer = new AnswerReader(method, input(socket, giveUpAt)).answer();
                return new Attempt.Answered(connectedAt, System.nanoTime(), answer);
            } catch (SocketTimeoutException e) {
                return new Attempt.Broken(
                        connectedAt, "it accepted and gave no whole answer within " + timeout.toMillis() + " ms");
            } catch (EOFException e) {
                return new Attempt.Broken(connectedAt, "it closed the connection before the answer was whole");
            } catch (IOException e) {
                return new Attempt.Broken(connectedAt, "the connection broke: " + e.getMessage());
            }
        } catch (IOException e) {
            return new Attempt.Refused();
        }
    }

    private static int millisUntil(long time) throws SocketTimeoutException {
        long left = (time - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** Each read waits no longer than what is left, so that a trickle of bytes can't go on for ever. */
    private static InputStream input(Socket socket, long giveUpAt) throws IOException {
        InputStream raw = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                socket.setSoTimeout(millisUntil(giveUpAt));
                return raw.read(buffer, offset, length);
            }
        };
    }
}
