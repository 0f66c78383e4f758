package dev.coldstart.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.coldstart.service.access.Identification.Accepted;
import dev.coldstart.service.access.Identification.Reason;
import dev.coldstart.service.access.Identification.Refused;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the identity tokens that a build gets from its host, such as GitHub Actions, so that a repository needs no secret of
 * ours. What a token says of itself decides nothing: algorithm, issuer and where the keys come from are configured.
 */
public final class OidcVerifier implements AutoCloseable {

    /** GitHub's are about 2 kB. */
    private static final int LONGEST = 16 << 10;

    /** For clocks that don't agree. */
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int SMALLEST_RSA = 2048;

    private final OidcSettings settings;
    private final Clock clock;
    private final IssuerKeys keys;

    /** A token that has been refused, on its way out of the checks. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refused refused;

        RefusedException(Reason reason, String detail) {
            super(detail, null, false, false);
            this.refused = new Refused(reason, detail);
        }
    }

    public OidcVerifier(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = new IssuerKeys(settings.keySet(), clock);
    }

    /** Says whose token it is. Bounded in time and memory, whatever the text. */
    public Identification identify(String token) {
        try {
            SignedJWT signed = parsed(token);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            if (claims == null) {
                throw new RefusedException(Reason.MALFORMED, "the token holds no claims");
            }
            checkAlgorithm(signed.getHeader());
            // Not believed yet: it only spares a look into the keys of an issuer that is not the token's.
            if (!settings.issuer().equals(claims.getIssuer())) {
                throw new RefusedException(
                        Reason.OTHER_ISSUER,
                        "the token is not issued by " + settings.issuer() + ", which is the only one taken");
            }
            checkSignature(signed);
            checkAudience(claims);
            checkTimes(claims);
            return new Accepted(identity(claims));
        } catch (ParseException e) {
            return new Refused(Reason.MALFORMED, "this is no JSON Web Token");
        } catch (RefusedException e) {
            return e.refused;
        }
    }

    private static SignedJWT parsed(String token) throws RefusedException, ParseException {
        if (token.length() > LONGEST) {
            throw new RefusedException(Reason.TOO_LARGE, "the token is longer than " + LONGEST + " characters");
        }
        JWT jwt = JWTParser.parse(token);
        return switch (jwt) {
            case SignedJWT signed -> signed;
            case PlainJWT plain -> throw new RefusedException(Reason.UNSIGNED, "the token is not signed");
            default ->
                throw new RefusedException(Reason.WRONG_ALGORITHM, "the token is encrypted; a signed one is needed");
        };
    }

    private static void checkAlgorithm(JWSHeader header) throws RefusedException {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new RefusedException(
                    Reason.WRONG_ALGORITHM, "the token is not signed with RS256 or ES256, which alone are taken");
        }
    }

    private void checkSignature(SignedJWT signed) throws RefusedException {
        JWSHeader header = signed.getHeader();
        JWK key = key(Optional.ofNullable(header.getKeyID()).orElse(""));
        boolean fits = header.getAlgorithm().equals(JWSAlgorithm.RS256)
                ? key instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA
                : key instanceof ECKey;
        if (!fits) {
            throw new RefusedException(Reason.WRONG_ALGORITHM, "the key that the token names is for another algorithm");
        }
        try {
            boolean good = signed.verify(
                    new DefaultJWSVerifierFactory().createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey()));
            if (!good) {
                throw new RefusedException(Reason.BAD_SIGNATURE, "the token's signature does not hold");
            }
        } catch (JOSEException e) {
            throw new RefusedException(Reason.BAD_SIGNATURE, "the token's signature can't be checked");
        }
    }

    private JWK key(String id) throws RefusedException {
        try {
            return keys.key(id)
                    .orElseThrow(() -> new RefusedException(
                            Reason.UNKNOWN_KEY, "the issuer publishes no key of the name that the token gives"));
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.KEYS_UNAVAILABLE, "the issuer's keys can't be had at the moment; try again in a minute");
        }
    }

    private void checkAudience(JWTClaimsSet claims) throws RefusedException {
        if (!claims.getAudience().contains(settings.audience())) {
            throw new RefusedException(
                    Reason.OTHER_AUDIENCE,
                    "the token is made out to another audience; ask for one with the audience " + settings.audience());
        }
    }

    private void checkTimes(JWTClaimsSet claims) throws RefusedException {
        Instant now = clock.instant();
        Date until = claims.getExpirationTime();
        if (until == null) {
            throw new RefusedException(Reason.MISSING_CLAIM, "the token does not say when it expires (exp)");
        }
        if (!now.isBefore(until.toInstant().plus(LEEWAY))) {
            throw new RefusedException(
                    Reason.EXPIRED, "the token expired at " + until.toInstant() + "; ask for a new one");
        }
        Instant from = Optional.ofNullable(claims.getNotBeforeTime())
                .or(() -> Optional.ofNullable(claims.getIssueTime()))
                .map(Date::toInstant)
                .orElse(now);
        if (now.plus(LEEWAY).isBefore(from)) {
            throw new RefusedException(
                    Reason.NOT_YET_VALID,
                    "the token is not valid before " + from + "; it is " + now + " here: compare the clocks");
        }
    }

    private CiIdentity identity(JWTClaimsSet claims) throws RefusedException {
        RepositoryName repository = repository(text(claims, "repository"));
        String owner = text(claims, "repository_owner");
        if (!owner.equalsIgnoreCase(repository.owner())) {
            throw new RefusedException(
                    Reason.MISSING_CLAIM, "the token's repository and repository_owner don't fit each other");
        }
        if (!settings.repositories().allows(repository)) {
            throw new RefusedException(
                    Reason.OTHER_REPOSITORY,
                    "the repository " + repository + " is not served here; ask the service's operator");
        }
        Optional<String> head = optional(claims, "head_repository");
        return new CiIdentity(
                repository,
                text(claims, "ref"),
                text(claims, "event_name"),
                head.isPresent() ? Optional.of(repository(head.get())) : Optional.empty(),
                optional(claims, "actor").orElse(""));
    }

    private static RepositoryName repository(String name) throws RefusedException {
        try {
            return new RepositoryName(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.MISSING_CLAIM, "the token's repository is no owner/name");
        }
    }

    private static String text(JWTClaimsSet claims, String name) throws RefusedException {
        return optional(claims, name)
                .orElseThrow(() -> new RefusedException(Reason.MISSING_CLAIM, "the token has no claim " + name));
    }

    private static Optional<String> optional(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text && !text.isBlank() && text.length() <= 300
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public void close() {
        keys.close();
    }
}
