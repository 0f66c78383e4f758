package dev.coldstart.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.coldstart.service.access.Identification.Accepted;
import dev.coldstart.service.access.Identification.Reason;
import dev.coldstart.service.access.Identification.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens against a real issuer: those that hold, and one for each reason not to. */
final class OidcVerifierTest {

    private static final Instant NOW = SettableClock.BEGIN;

    private final SettableClock clock = new SettableClock();
    private Issuer issuer;
    private OidcVerifier verifier;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        verifier = new OidcVerifier(issuer.settings("acme/*", "other/one"), clock);
    }

    @AfterEach
    void stop() {
        verifier.close();
        issuer.close();
    }

    static Stream<String> good() {
        JWTClaimsSet claims = Issuer.push(NOW).build();
        return Stream.of(
                Issuer.signed(claims, Issuer.RSA),
                Issuer.signed(claims, Issuer.EC),
                // other audiences beside ours, and clocks that differ a little
                Issuer.signed(
                        Issuer.push(NOW).audience(List.of("x", Issuer.AUDIENCE)).build(), Issuer.RSA),
                Issuer.signed(Issuer.push(NOW.plusSeconds(29)).build(), Issuer.RSA),
                Issuer.signed(Issuer.push(NOW.minusSeconds(329)).build(), Issuer.RSA));
    }

    @ParameterizedTest
    @MethodSource("good")
    void aTokenThatHoldsSaysWhoseItIs(String token) {
        assertThat(verifier.identify(token))
                .isEqualTo(new Accepted(new CiIdentity(
                        new RepositoryName("acme/users"), "refs/heads/main", "push", Optional.empty(), "octocat")));
    }

    record Bad(String name, String token, Reason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() throws JOSEException {
        JWTClaimsSet claims = Issuer.push(NOW).build();
        String good = Issuer.signed(claims, Issuer.RSA);
        String[] parts = good.split("\\.");
        JWSHeader rsaHeader =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").build();
        byte[] publicKey = Issuer.RSA.toRSAPublicKey().getEncoded();
        return Stream.of(
                new Bad("expired", rsa(Issuer.push(NOW.minusSeconds(331))), Reason.EXPIRED),
                new Bad("without an end", rsa(Issuer.push(NOW).expirationTime(null)), Reason.MISSING_CLAIM),
                new Bad("not yet valid", rsa(Issuer.push(NOW.plusSeconds(31))), Reason.NOT_YET_VALID),
                new Bad(
                        "issued later",
                        rsa(Issuer.push(NOW).notBeforeTime(null).issueTime(Date.from(NOW.plusSeconds(31)))),
                        Reason.NOT_YET_VALID),
                new Bad("other audience", rsa(Issuer.push(NOW).audience("https://elsewhere")), Reason.OTHER_AUDIENCE),
                new Bad("no audience", rsa(Issuer.push(NOW).audience((String) null)), Reason.OTHER_AUDIENCE),
                new Bad("other issuer", rsa(Issuer.push(NOW).issuer("https://evil.example")), Reason.OTHER_ISSUER),
                new Bad(
                        "issuer with more behind",
                        rsa(Issuer.push(NOW).issuer(Issuer.NAME + "/")),
                        Reason.OTHER_ISSUER),
                new Bad("unsigned", new PlainJWT(claims).serialize(), Reason.UNSIGNED),
                new Bad("signature left out", parts[0] + "." + parts[1] + ".", Reason.MALFORMED),
                new Bad(
                        "signed with the public key as a secret",
                        Issuer.signed(
                                claims,
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID("rsa-1")
                                        .build(),
                                new MACSigner(publicKey)),
                        Reason.WRONG_ALGORITHM),
                new Bad(
                        "RS512",
                        Issuer.signed(
                                claims,
                                new JWSHeader.Builder(JWSAlgorithm.RS512)
                                        .keyID("rsa-1")
                                        .build(),
                                Issuer.signer(Issuer.RSA)),
                        Reason.WRONG_ALGORITHM),
                new Bad(
                        "ES256 with the name of an RSA key",
                        Issuer.signed(
                                claims,
                                new JWSHeader.Builder(JWSAlgorithm.ES256)
                                        .keyID("rsa-1")
                                        .build(),
                                Issuer.signer(Issuer.EC)),
                        Reason.WRONG_ALGORITHM),
                new Bad("a key too small to be safe", Issuer.signed(claims, Issuer.SMALL), Reason.WRONG_ALGORITHM),
                new Bad(
                        "a stranger's key under our key's name",
                        Issuer.signed(claims, Issuer.STRANGER),
                        Reason.BAD_SIGNATURE),
                new Bad("a key that is not published", Issuer.signed(claims, Issuer.LATER), Reason.UNKNOWN_KEY),
                new Bad(
                        "no key's name",
                        Issuer.signed(claims, new JWSHeader(JWSAlgorithm.RS256), Issuer.signer(Issuer.RSA)),
                        Reason.UNKNOWN_KEY),
                new Bad(
                        "a key of its own in the header",
                        Issuer.signed(
                                claims,
                                new JWSHeader.Builder(rsaHeader)
                                        .jwk(Issuer.STRANGER.toPublicJWK())
                                        .build(),
                                Issuer.signer(Issuer.STRANGER)),
                        Reason.BAD_SIGNATURE),
                new Bad(
                        "other claims under the same signature",
                        parts[0] + "."
                                + Base64URL.encode(Issuer.push(NOW)
                                        .claim("repository", "acme/other")
                                        .build()
                                        .toString())
                                + "." + parts[2],
                        Reason.BAD_SIGNATURE),
                new Bad("other repository", rsa(repository("evil/users", "evil")), Reason.OTHER_REPOSITORY),
                new Bad(
                        "other repository of an owner of whom one is served",
                        rsa(repository("other/two", "other")),
                        Reason.OTHER_REPOSITORY),
                new Bad(
                        "an owner that only begins like ours",
                        rsa(repository("acme2/users", "acme2")),
                        Reason.OTHER_REPOSITORY),
                new Bad(
                        "owner and repository that differ",
                        rsa(repository("acme/users", "evil")),
                        Reason.MISSING_CLAIM),
                new Bad("a repository that is a path", rsa(repository("acme/..", "acme")), Reason.MISSING_CLAIM),
                new Bad("no repository", rsa(Issuer.push(NOW).claim("repository", null)), Reason.MISSING_CLAIM),
                new Bad(
                        "a number for a repository",
                        rsa(Issuer.push(NOW).claim("repository", 7)),
                        Reason.MISSING_CLAIM),
                new Bad("no ref", rsa(Issuer.push(NOW).claim("ref", null)), Reason.MISSING_CLAIM),
                new Bad("nothing", "", Reason.MALFORMED),
                new Bad("words", "let me in", Reason.MALFORMED),
                new Bad("dots", "..", Reason.MALFORMED),
                new Bad("no JSON", "AAAA.AAAA.AAAA", Reason.MALFORMED),
                new Bad(
                        "claims that are a list",
                        parts[0] + "." + Base64URL.encode("[]") + "." + parts[2],
                        Reason.OTHER_ISSUER),
                new Bad("nested deeply", Base64URL.encode("[".repeat(5000)) + ".e30.AAAA", Reason.MALFORMED),
                new Bad("huge", "a".repeat(5_000_000), Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aTokenThatDoesNotHoldIsRefusedForItsOwnReason(Bad bad) {
        assertThat(verifier.identify(bad.token())).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(bad.reason());
            assertThat(refused.detail()).isNotBlank().hasSizeLessThan(300);
        });
    }

    @Test
    void aPullRequestFromAForkIsKnownAsOne() {
        JWTClaimsSet.Builder claims = Issuer.push(NOW).claim("event_name", "pull_request");
        assertThat(fork(claims.claim("head_repository", "ACME/users"))).isFalse();
        assertThat(fork(claims.claim("head_repository", "someone/users"))).isTrue();
    }

    private boolean fork(JWTClaimsSet.Builder claims) {
        return ((Accepted) verifier.identify(rsa(claims))).identity().fork();
    }

    @Test
    void keysAreFetchedOnceAndAgainForAnUnknownOneButAtMostOnceAMinute() {
        JWTClaimsSet claims = Issuer.push(NOW.plusSeconds(60))
                .notBeforeTime(null)
                .issueTime(null)
                .build();
        String later = Issuer.signed(claims, Issuer.LATER);
        String known = Issuer.signed(claims, Issuer.RSA);
        for (int i = 0; i < 5; i++) {
            assertThat(verifier.identify(known)).isInstanceOf(Accepted.class);
        }
        assertThat(issuer.fetches).hasValue(1);

        issuer.publishes(Issuer.RSA, Issuer.LATER);
        clock.pass(Duration.ofSeconds(59));
        assertThat(reason(later)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(issuer.fetches).hasValue(1);

        clock.pass(Duration.ofSeconds(1));
        assertThat(verifier.identify(later)).isInstanceOf(Accepted.class);
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void aWithdrawnKeyIsNotTakenForLongerThanAnHour() {
        assertThat(verifier.identify(Issuer.signed(Issuer.push(NOW).build(), Issuer.RSA)))
                .isInstanceOf(Accepted.class);
        issuer.publishes(Issuer.EC);
        clock.pass(Duration.ofHours(1));
        assertThat(reason(Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA)))
                .isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void anIssuerThatFailsIsNoFaultOfTheTokenAndKeysServeForHalfADay() {
        for (String broken : List.of("no JSON", "{}", "x".repeat(1 << 20))) {
            issuer.answers(200, broken);
            assertThat(reason(Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA)))
                    .isEqualTo(Reason.KEYS_UNAVAILABLE);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(issuer.fetches).hasValue(3);

        issuer.answers(200, "");
        issuer.publishes(Issuer.RSA);
        assertThat(verifier.identify(Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA)))
                .isInstanceOf(Accepted.class);
        issuer.answers(503, "");
        clock.pass(Duration.ofHours(11));
        assertThat(verifier.identify(Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA)))
                .isInstanceOf(Accepted.class);
        clock.pass(Duration.ofHours(1));
        assertThat(reason(Issuer.signed(Issuer.push(clock.instant()).build(), Issuer.RSA)))
                .isEqualTo(Reason.KEYS_UNAVAILABLE);
    }

    private Reason reason(String token) {
        return ((Refused) verifier.identify(token)).reason();
    }

    private static JWTClaimsSet.Builder repository(String name, String owner) {
        return Issuer.push(NOW).claim("repository", name).claim("repository_owner", owner);
    }

    private static String rsa(JWTClaimsSet.Builder claims) {
        return Issuer.signed(claims.build(), Issuer.RSA);
    }
}
