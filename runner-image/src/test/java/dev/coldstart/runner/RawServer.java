package dev.coldstart.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on loopback that reads one request per connection and then does to the client what a test wants done. */
final class RawServer implements AutoCloseable {

    /** What it does once the request is read; the connection is closed when this returns or throws. */
    interface Behaviour {
        void serve(OutputStream out, Socket client) throws IOException;
    }

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Thread acceptor;

    RawServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            this.server = new ServerSocket(0, 50, Addresses.loopback(1).getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.acceptor = Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Writes this and closes. */
    static Behaviour closing(String bytes) {
        return (out, client) -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes this and keeps the connection until the client has closed it. */
    static Behaviour staying(String bytes) {
        return (out, client) -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            while (client.getInputStream().read() >= 0) {
                // it still talks
            }
        };
    }

    /** Writes the one, then the other again and again, until the client has had enough. */
    static Behaviour endless(String first, String again, long pauseMillis) {
        return (out, client) -> {
            out.write(first.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(again.getBytes(StandardCharsets.ISO_8859_1));
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        };
    }

    InetSocketAddress address() {
        return Addresses.loopback(server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                StringBuilder request = new StringBuilder();
                int wanted = Integer.MAX_VALUE;
                while (request.length() < wanted) {
                    int read = client.getInputStream().read();
                    if (read < 0) {
                        break;
                    }
                    request.append((char) read);
                    if (wanted == Integer.MAX_VALUE && request.toString().endsWith("\r\n\r\n")) {
                        wanted = request.length() + contentLength(request.toString());
                    }
                }
                requests.add(request.toString());
                behaviour.serve(client.getOutputStream(), client);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .sum();
    }

    /** When this returns, the port is closed: an accept that was under way still holds the socket after its close. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
