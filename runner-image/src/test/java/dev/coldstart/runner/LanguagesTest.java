package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** What a server speaks that can't be asked: against the JDK's own TLS, and a server that begins as RFC 9113 has it. */
final class LanguagesTest {

    /** An empty frame of settings: length 0, type 4, no flags, stream 0. */
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    @Test
    void tlsIsKnownByItsAlert() throws IOException, GeneralSecurityException {
        try (ServerSocket server = SSLContext.getDefault()
                .getServerSocketFactory()
                .createServerSocket(0, 5, Addresses.loopback(1).getAddress())) {
            serve(server, socket -> socket.getInputStream().read());
            assertThat(Languages.spokenAt(Addresses.loopback(server.getLocalPort())))
                    .hasValueSatisfying(said -> assertThat(said).startsWith("it speaks TLS there"));
        }
    }

    @Test
    void http2IsKnownByItsSettings() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, Addresses.loopback(1).getAddress())) {
            serve(server, LanguagesTest::http2);
            assertThat(Languages.spokenAt(Addresses.loopback(server.getLocalPort())))
                    .hasValueSatisfying(said -> assertThat(said).startsWith("it speaks HTTP/2 alone there"));
        }
    }

    @Test
    void whatIsNotKnownIsNotNamed() throws IOException {
        InetSocketAddress closed;
        try (RawServer server = new RawServer(RawServer.closing("SSH-2.0-x\r\n"))) {
            assertThat(Languages.spokenAt(server.address())).isEmpty();
            closed = server.address();
        }
        assertThat(Languages.spokenAt(closed)).isEmpty();
    }

    private static void http2(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        if (Arrays.equals(in.readNBytes(3), new byte[] {'P', 'R', 'I'})) {
            out.write(SETTINGS);
            in.readNBytes(21 + SETTINGS.length);
        }
    }

    private interface Server {
        void serve(Socket socket) throws IOException;
    }

    private static void serve(ServerSocket server, Server behaviour) {
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    behaviour.serve(socket);
                } catch (IOException e) {
                    // the client is not one of its own, or the test is over
                }
            }
        });
    }
}
