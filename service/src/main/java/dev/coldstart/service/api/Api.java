package dev.coldstart.service.api;

import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Callers;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.access.Refusals;
import dev.coldstart.service.comparison.Comparisons;
import dev.coldstart.service.comparison.Leases;
import dev.coldstart.service.comparison.Reports;
import dev.coldstart.service.comparison.Workers;
import dev.coldstart.service.comparison.query.History;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.upload.Artifacts;
import dev.coldstart.service.upload.KnownBuilds;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** All routes for programs. {@code openapi.yaml} describes them. */
public final class Api {

    static final String PREFIX = "/api/v1";

    /** Of what one may read and another may not, nothing between them and us keeps a copy. */
    static final String NOT_KEPT = "private, no-store";

    /** What the routes are made of. */
    public record Parts(
            Artifacts artifacts,
            Comparisons comparisons,
            Leases leases,
            Reports reports,
            KnownBuilds builds,
            History history,
            Workers workers) {}

    /**
     * Who is let in, and how often.
     *
     * @param cookie the token that a browser brings along, for requests that change nothing
     * @param uploaded is told the bytes of each artifact that was taken
     */
    public record Door(
            Callers callers,
            Function<Context, Optional<String>> cookie,
            Access access,
            AuditLog audit,
            Refusals refusals,
            RateLimiter requests,
            RateLimiter comparisons,
            RateLimiter forkComparisons,
            RateLimiter wrongTokens,
            ServiceSettings.Limits uploads,
            ServiceSettings.Watchers watchers,
            LongConsumer uploaded) {}

    private final ArtifactRoutes artifacts;
    private final ComparisonRoutes comparisons;
    private final EventRoutes events;
    private final WorkerRoutes worker;
    private final BuildRoutes builds;
    private final HistoryRoutes history;
    private final Refusals refusals;

    public Api(Parts parts, Door door, Duration lease) {
        Guard guard = new Guard(
                door.callers(),
                door.cookie(),
                door.access(),
                new Guard.Limits(door.requests(), door.comparisons(), door.forkComparisons(), door.wrongTokens()));
        this.artifacts = new ArtifactRoutes(
                parts.artifacts(),
                guard,
                new Places(door.uploads().uploads(), door.uploads().uploadsOfOne()),
                door.uploads().pace(),
                door.uploaded());
        this.comparisons = new ComparisonRoutes(parts.comparisons(), parts.reports(), guard, door.audit());
        this.events = new EventRoutes(
                parts.comparisons(),
                comparisons,
                guard,
                new Places(door.watchers().most(), door.watchers().mostOfOne()));
        this.worker = new WorkerRoutes(parts.leases(), parts.workers(), guard, lease);
        this.builds = new BuildRoutes(parts.builds(), guard);
        this.history = new HistoryRoutes(parts.history(), guard);
        this.refusals = door.refusals();
    }

    /** Adds them to a server. */
    public void install(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.before(PREFIX + "/*", context -> context.header("Cache-Control", NOT_KEPT));
        config.routes.after(Bodies::release);
        config.routes
                .head(PREFIX + "/artifacts/{sha256}", artifacts::head)
                .put(PREFIX + "/artifacts/{sha256}", artifacts::put)
                .get(PREFIX + "/artifacts/{sha256}", artifacts::get)
                .get(PREFIX + "/builds", builds::get)
                .post(PREFIX + "/comparisons", comparisons::post)
                .get(PREFIX + "/comparisons/{id}", comparisons::get)
                .delete(PREFIX + "/comparisons/{id}", comparisons::delete)
                .get(PREFIX + "/comparisons/{id}/events", events::get)
                .post(PREFIX + "/comparisons/{id}/frames", comparisons::frames)
                .get(PREFIX + "/apps/{app}/history", history::get)
                .post(PREFIX + "/worker/claim", worker::claim)
                .post(PREFIX + "/worker/comparisons/{id}/lines", worker::lines)
                .post(PREFIX + "/worker/comparisons/{id}/done", worker::done)
                .post(PREFIX + "/worker/comparisons/{id}/hand-back", worker::handBack)
                .get("/openapi.yaml", Api::description);
        // Each by its name: as a parameter it would say of every other address under a comparison that it can be read.
        for (Reports.Kind kind : Reports.Kind.values()) {
            var _ = config.routes.get(
                    PREFIX + "/comparisons/{id}/" + kind.file(), context -> comparisons.file(context, kind));
        }
        Problems.install(config.routes, refusals);
    }

    /** How many watch a comparison live. */
    public int watchers() {
        return events.watchers();
    }

    /** Lets those go that watch. */
    public void close() {
        events.close();
    }

    private static void description(Context context) throws IOException {
        try (InputStream in = Api.class.getResourceAsStream("/api/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in this jar");
            }
            context.contentType("application/yaml").result(in.readAllBytes());
        }
    }
}
