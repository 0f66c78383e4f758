package dev.coldstart.service.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes. Kept for an hour; an unknown one is asked for at once, as the issuer may have changed its
 * keys, but at most once a minute: names of keys come from anybody.
 */
final class IssuerKeys implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofHours(1);

    /** How long the last keys serve while the issuer can't be reached. A key withdrawn meanwhile would still be taken. */
    private static final Duration USABLE = Duration.ofHours(12);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 256 << 10;

    private final URI address;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            // A redirect would let somebody else than the configured address say what the keys are.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Optional<Held> held = Optional.empty();
    private Optional<Instant> lastTry = Optional.empty();

    private record Held(JWKSet keys, Instant since) {
        Duration age(Instant now) {
            return Duration.between(since, now);
        }
    }

    IssuerKeys(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /**
     * The public key of a name.
     *
     * @return empty when the issuer has none of that name
     * @throws IOException when there are no keys to look into
     */
    synchronized Optional<JWK> key(String id) throws IOException {
        Instant now = clock.instant();
        Optional<JWK> known = usable(now).map(h -> h.keys().getKeyByKeyId(id));
        boolean fresh = held.filter(h -> h.age(now).compareTo(FRESH) < 0).isPresent();
        if ((known.isEmpty() || !fresh) && mayFetch(now)) {
            lastTry = Optional.of(now);
            try {
                held = Optional.of(new Held(fetch(), now));
            } catch (IOException e) {
                LOG.warn("the issuer's keys can't be fetched from {}: {}", address, e.toString());
            }
        }
        JWKSet keys = usable(now)
                .map(Held::keys)
                .orElseThrow(() -> new IOException("the issuer's keys can't be had from " + address));
        return Optional.ofNullable(keys.getKeyByKeyId(id));
    }

    private Optional<Held> usable(Instant now) {
        return held.filter(h -> h.age(now).compareTo(USABLE) < 0);
    }

    private boolean mayFetch(Instant now) {
        return lastTry.filter(t -> Duration.between(t, now).compareTo(BETWEEN_FETCHES) < 0)
                .isEmpty();
    }

    private JWKSet fetch() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return JWKSet.parse(answer.body());
        } catch (ParseException e) {
            throw new IOException("no key set: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
