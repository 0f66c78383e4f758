package dev.coldstart.service.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lies between the workers and the service. A connection may be made half open: both ends stay, and nothing passes any more. */
final class Proxy implements AutoCloseable {

    private static final int BUFFER = 1 << 14;

    private final ServerSocket server;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    /** One connection and the other. */
    private static final class Line {
        private final Socket from;
        private final Socket to;
        private volatile boolean dead;

        private Line(Socket from, Socket to) {
            this.from = from;
            this.to = to;
        }
    }

    Proxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Nothing passes those that there are now; new ones are as they should be. */
    void breakLines() {
        lines.forEach(line -> line.dead = true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket from = server.accept();
                try {
                    Line line = new Line(from, new Socket(InetAddress.getLoopbackAddress(), target));
                    lines.add(line);
                    Thread.ofVirtual().start(() -> pass(line, line.from, line.to));
                    Thread.ofVirtual().start(() -> pass(line, line.to, line.from));
                } catch (IOException e) {
                    // The service is away.
                    from.close();
                }
            } catch (IOException e) {
                // It is closed, or whoever came has left.
            }
        }
    }

    /** A dead line is held until the other side of it gives up. */
    private void pass(Line line, Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int n;
            while ((n = in.read(bytes)) >= 0) {
                if (!line.dead) {
                    out.write(bytes, 0, n);
                    out.flush();
                }
            }
            if (line.dead) {
                Thread.sleep(60_000);
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has gone.
        } finally {
            lines.remove(line);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Line line : lines) {
            line.from.close();
            line.to.close();
        }
    }
}
