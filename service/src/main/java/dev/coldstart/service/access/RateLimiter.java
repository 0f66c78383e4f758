package dev.coldstart.service.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So and so much per time for each of many, such as repositories: a bucket of tokens each, filled steadily. Safe for many
 * threads. Remembers no more than it needs: who has a full bucket is forgotten.
 */
public final class RateLimiter {

    /** Among more than that, the one that was here longest ago is forgotten, which gives it a full bucket again. */
    private static final int MAX_KEPT = 10_000;

    private final Rate rate;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * How much is allowed.
     *
     * @param burst how many at once, from 1
     * @param per time in which that many come back
     */
    public record Rate(int burst, Duration per) {
        public Rate {
            if (burst < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("a rate is at least one per some time");
            }
        }

        private double perNano() {
            return burst / (double) per.toNanos();
        }
    }

    private record Bucket(double tokens, Instant at) {}

    public RateLimiter(Rate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /**
     * Takes one.
     *
     * @return empty when there was one; else how long to wait for the next, in whole seconds, as {@code Retry-After} has them
     */
    public synchronized Optional<Duration> take(String who) {
        Instant now = clock.instant();
        Bucket bucket = buckets.get(who);
        double tokens = bucket == null ? rate.burst() : filled(bucket, now);
        if (tokens >= 1) {
            buckets.put(who, new Bucket(tokens - 1, now));
        }
        forgetOne(now);
        if (tokens >= 1) {
            return Optional.empty();
        }
        return Optional.of(untilOne(tokens));
    }

    /** How long {@link #take} would have to wait, without taking anything; empty: it would not. */
    public synchronized Optional<Duration> wait(String who) {
        Bucket bucket = buckets.get(who);
        double tokens = bucket == null ? rate.burst() : filled(bucket, clock.instant());
        return tokens >= 1 ? Optional.empty() : Optional.of(untilOne(tokens));
    }

    private Duration untilOne(double tokens) {
        double seconds = (1 - tokens) / rate.perNano() / 1e9;
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(seconds - 1e-6)));
    }

    private double filled(Bucket bucket, Instant now) {
        // A clock that is set back fills nothing and takes nothing.
        long nanos = Math.max(0, Duration.between(bucket.at(), now).toNanos());
        return Math.min(rate.burst(), bucket.tokens() + nanos * rate.perNano());
    }

    private void forgetOne(Instant now) {
        Map.Entry<String, Bucket> eldest = buckets.entrySet().iterator().next();
        if (buckets.size() > MAX_KEPT || filled(eldest.getValue(), now) >= rate.burst()) {
            buckets.remove(eldest.getKey());
        }
    }

    /** How many are remembered. */
    synchronized int size() {
        return buckets.size();
    }
}
