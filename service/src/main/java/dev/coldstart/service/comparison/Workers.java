package dev.coldstart.service.comparison;

import dev.coldstart.core.plan.Policy;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.submission.NoiseAllowed;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The workers that have come for work. */
public final class Workers {

    /** Name of the worker that runs within the service's own process, and what stands for its token; nobody else's. */
    public static final String WITHIN = "within";

    private final Store store;
    private final Clock clock;

    public Workers(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Remembers that it was here, how noisy it is, and whether that is too noisy for the usual comparison.
     *
     * @param token the id of the token that it came with
     * @return false when the name is another token's that is still worth something: under it the other's comparison could be
     *     taken away
     */
    public boolean seen(Leases.Offer offer, String token, String version) {
        return store.write(handle -> {
            if (ofAnother(handle, offer.worker(), token)) {
                return false;
            }
            handle.createUpdate(
                            "insert into worker (name, architecture, labels, version, first_seen_at, seen_at, token)"
                                    + " values (:name, :architecture, :labels, :version, :at, :at, :token)"
                                    + " on conflict (name) do update"
                                    + " set architecture = excluded.architecture, labels = excluded.labels,"
                                    + " version = excluded.version, seen_at = excluded.seen_at, token = excluded.token")
                    .bind("token", token)
                    .bind("name", offer.worker())
                    .bind("architecture", offer.architecture().id())
                    .bind(
                            "labels",
                            String.join(" ", offer.labels().stream().sorted().toList()))
                    .bind("version", version)
                    .bind("at", clock.instant())
                    .execute();
            if (offer.noiseFloor().isPresent()) {
                double floor = offer.noiseFloor().getAsDouble();
                handle.createUpdate("update worker set noise_floor = :floor, noise_at = :at, unfit = :unfit"
                                + " where name = :name and (noise_floor is null or noise_floor <> :floor)")
                        .bind("floor", floor)
                        .bind("at", clock.instant())
                        .bind("unfit", unfit(floor))
                        .bind("name", offer.worker())
                        .execute();
            }
            return true;
        });
    }

    private boolean ofAnother(Handle handle, String worker, String token) {
        if (worker.equals(WITHIN)) {
            return !token.equals(WITHIN);
        }
        return handle.createQuery("select count(*) from worker w join token t on t.id = w.token"
                                + " where w.name = :name and t.id <> :token"
                                + " and t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)")
                        .bind("name", worker)
                        .bind("token", token)
                        .bind("now", clock.instant())
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    private static Optional<String> unfit(double floor) {
        return floor <= NoiseAllowed.usual()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "too noisy to see the usual policy's %.0f %%: it gets only what asks for less",
                        Policy.DEFAULT_MINIMUM_GAIN * 100));
    }
}
