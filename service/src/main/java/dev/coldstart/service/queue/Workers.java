package dev.coldstart.service.queue;

import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;

/** The workers that have come for work. */
public final class Workers {

    private final Store store;
    private final Clock clock;

    public Workers(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Remembers that it was here; whether it is fit to measure. */
    public boolean seen(Leases.Offer offer, String version, OptionalDouble noiseFloor) {
        return store.write(handle -> {
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
            if (noiseFloor.isPresent()) {
                handle.createUpdate("update worker set noise_floor = :floor, noise_at = :at where name = :name"
                                + " and (noise_floor is null or noise_floor <> :floor)")
                        .bind("floor", noiseFloor.getAsDouble())
                        .bind("at", clock.instant())
                        .bind("name", offer.worker())
                        .execute();
            }
            Optional<String> unfit = handle.createQuery("select unfit from worker where name = :name")
                    .bind("name", offer.worker())
                    .mapTo(String.class)
                    .findOne();
            return unfit.isEmpty();
        });
    }
}
