package dev.coldstart.service.queue;

import dev.coldstart.core.plan.Policy;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The workers that have come for work. */
public final class Workers {

    private final Store store;
    private final Clock clock;

    public Workers(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Remembers that it was here, how noisy it is, and whether that is too noisy for the usual comparison. */
    public void seen(Leases.Offer offer, String version) {
        store.change(handle -> {
            handle.createUpdate("insert into worker (name, architecture, labels, version, first_seen_at, seen_at)"
                            + " values (:name, :architecture, :labels, :version, :at, :at) on conflict (name) do update"
                            + " set architecture = excluded.architecture, labels = excluded.labels,"
                            + " version = excluded.version, seen_at = excluded.seen_at")
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
        });
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
