package dev.coldstart.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Finds out what a server speaks that does not answer HTTP/1.1 over plain TCP. For a start that has failed: nothing is timed. */
final class Languages {

    private static final int PATIENCE_MILLIS = 1000;

    /** A client's hello of TLS 1.2 with the suites that every server has or refuses by an alert; no name, no extension. */
    private static final byte[] TLS_HELLO = HexFormat.of()
            .parseHex(
                    "1603010033" + "0100002f" + "0303" + "00".repeat(32) + "00" + "0008" + "c02fc030009c002f" + "0100");

    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;

    /** What a client of HTTP/2 begins with, and its empty settings; a server begins with settings of its own. */
    private static final byte[] HTTP2_PREFACE =
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);

    private static final int HTTP2_SETTINGS = 4;
    private static final int TYPE_AT = 3;

    private Languages() {}

    /** A clause on what it speaks and what to do about it; empty when that is not found. */
    static Optional<String> spokenAt(InetSocketAddress address) {
        byte[] toTls = begin(address, TLS_HELLO);
        if (toTls.length > 1 && (toTls[0] == TLS_ALERT || toTls[0] == TLS_HANDSHAKE) && toTls[1] == 3) {
            return Optional.of(
                    "it speaks TLS there, and apps are asked by plain HTTP: let it serve plain HTTP while it is"
                            + " measured, at a port of its own that request or port names (ASP.NET Core: ASPNETCORE_URLS; Spring"
                            + " Boot: server.ssl.enabled=false; Quarkus: quarkus.http.insecure-requests=enabled)");
        }
        byte[] toHttp2 = begin(address, HTTP2_PREFACE);
        if (toHttp2.length > TYPE_AT && toHttp2[TYPE_AT] == HTTP2_SETTINGS) {
            return Optional.of(
                    "it speaks HTTP/2 alone there, as servers of gRPC do, and apps are asked by HTTP/1.1: let it"
                            + " speak that too while it is measured, or at a second port (Kestrel:"
                            + " Kestrel__EndpointDefaults__Protocols=Http1 under run.env)");
        }
        return Optional.empty();
    }

    /** The first bytes that come back. */
    private static byte[] begin(InetSocketAddress address, byte[] hello) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(hello);
            return socket.getInputStream().readNBytes(TYPE_AT + 1);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
