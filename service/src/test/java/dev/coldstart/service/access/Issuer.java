package dev.coldstart.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of identity tokens as GitHub is one: a real server with a key set, whose keys can change and which can fail. */
final class Issuer implements AutoCloseable {

    static final String NAME = "https://token.example";
    static final String AUDIENCE = "https://coldstart.example";

    /** Made once: a key takes a while. */
    static final RSAKey RSA = rsa("rsa-1", 2048);

    static final RSAKey SMALL = rsa("small", 1024);
    static final RSAKey STRANGER = rsa("rsa-1", 2048);
    static final ECKey EC = ec("ec-1");
    static final ECKey LATER = ec("ec-2");

    final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server;
    private volatile String keys = published(List.of(RSA, SMALL, EC));
    private volatile int status = 200;

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    OidcSettings settings(String... repositories) {
        return new OidcSettings(
                NAME,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
                AUDIENCE,
                new RepositoryFilter(List.of(repositories)));
    }

    void publishes(JWK... now) {
        keys = published(List.of(now));
    }

    void answers(int code, String body) {
        status = code;
        keys = body;
    }

    private static String published(List<JWK> keys) {
        return new JWKSet(keys).toPublicJWKSet().toString();
    }

    /** What GitHub puts into a token of a push. */
    static JWTClaimsSet.Builder push(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("repo:acme/users:ref:refs/heads/main")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("repository", "Acme/Users")
                .claim("repository_owner", "Acme")
                .claim("ref", "refs/heads/main")
                .claim("event_name", "push")
                .claim("actor", "octocat");
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                signer(key));
    }

    static String signed(JWTClaimsSet claims, ECKey key) {
        return signed(
                claims,
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                signer(key));
    }

    static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner signer(JWK key) {
        try {
            return key instanceof RSAKey rsa
                    ? new RSASSASigner(rsa.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                    : new ECDSASigner((ECKey) key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa(String id, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
