package dev.coldstart.cli.shipped;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Where a job gets its identity token on GitHub, and where its keys are published. */
final class JobIdentity implements AutoCloseable {

    private static final String ISSUER = "https://token.example";
    private static final String ASKING = "what the runner gave to the job";

    private final HttpServer server;
    private final ECKey key;

    JobIdentity() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/keys",
                exchange ->
                        answer(exchange, 200, new JWKSet(key).toPublicJWKSet().toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    /** What the runner sets for a job that may ask for a token. */
    Map<String, String> job() {
        return Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", address("/token?v=1"), "ACTIONS_ID_TOKEN_REQUEST_TOKEN", ASKING);
    }

    /** A service that believes it. */
    Coldstart trusted(Coldstart service, String repository) {
        return service.with("COLDSTART_OIDC_ISSUER=" + ISSUER)
                .with("COLDSTART_OIDC_KEYS=" + address("/keys"))
                .with("COLDSTART_OIDC_REPOSITORIES=" + repository);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void token(HttpExchange exchange) throws IOException {
        String audience = URLDecoder.decode(
                exchange.getRequestURI().getRawQuery().replaceFirst(".*audience=", ""), StandardCharsets.UTF_8);
        boolean allowed =
                ("Bearer " + ASKING).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, allowed ? 200 : 401, allowed ? "{\"value\": \"" + signed(audience) + "\"}" : "{}");
    }

    private String signed(String audience) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .subject("repo:" + AppRepository.NAME + ":pull_request")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("repository", AppRepository.NAME)
                .claim("repository_owner", "octo")
                .claim("ref", "refs/pull/1/merge")
                .claim("event_name", "pull_request")
                .claim("actor", "octo")
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
