package dev.coldstart.service.dashboard;

import dev.coldstart.core.json.Json;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Years of made-up commits: apps of several teams, that get faster and slower, are released, and change their runtimes. */
final class MadeUp {

    private static final List<String> FORMS = List.of("jit", "r2r-composite", "aot");
    private static final List<String> RUNTIMES =
            List.of("dotnet 9.0.4", "dotnet 9.0.8", "dotnet 10.0.0", "dotnet 10.0.1");
    private static final List<String> VERDICTS =
            List.of("adopt", "adopt", "stay", "adopt-r2r", "blocked", "inconclusive");
    private static final List<String> NAMES =
            List.of("users-api", "orders", "invoice-worker", "search", "gateway", "mailer", "pricing", "reports");

    /** A name as nobody should have one. */
    static final String HOSTILE = "<img src=x onerror=alert(1)> \"' ${7*7} \u202Egnp.exe";

    /** As long as real ones are, as that is what a database has to read past. */
    private static final String REQUEST = "{\"plan\":{},\"builds\":\"" + "x".repeat(20_000) + "\"}";

    private final Store store;
    private final DataFolder data;
    private final Instant now;
    private final Random random = new Random(7);

    MadeUp(Store store, DataFolder data, Instant now) {
        this.store = store;
        this.data = data;
        this.now = now;
    }

    static String repository(int app) {
        return "team-" + app % 20 + "/service-" + app;
    }

    static String app(int number) {
        return number == 3 ? HOSTILE : NAMES.get(number % NAMES.size()) + (number < NAMES.size() ? "" : "-" + number);
    }

    /** Fills the store; every tenth app is open to everybody. */
    void fill(int apps, int comparisons) {
        store.change(handle -> {
            for (int app = 0; app < apps; app++) {
                handle.createUpdate("insert into repository (name, created_at, is_public) values (:name, :at, :open)")
                        .bind("name", repository(app))
                        .bind("at", now)
                        .bind("open", app % 10 == 0 || app < 8)
                        .execute();
            }
        });
        int each = comparisons / apps;
        for (int app = 0; app < apps; app++) {
            int number = app;
            store.change(handle -> fill(handle, number, each));
        }
    }

    private void fill(Handle handle, int app, int count) {
        PreparedBatch rows = handle.prepareBatch("""
                insert into comparison (id, repository, app, architecture, labels, cause, revision, pull_request, ref, fork,
                  release_name, request, state, reason, priority, created_by, created_at, queued_at, started_at, ended_at,
                  deadline_at, attempt, lost, next_block, kept_lines, kept_bytes, last_event, outcome, verdict,
                  baseline)
                values (:id, :repository, :app, 'x64', '[]', :cause, :revision, :pull, :ref, false, :release, :request, :state,
                  :reason, 1, 'token ci', :at, :at, :at, :at, :at, 1, 0, 21, 70, 70000, 70, 'measured', :verdict, :baseline)""");
        PreparedBatch figures = handle.prepareBatch("""
                insert into figure (comparison, repository, app, form, variant_revision, architecture, metric, unit, n, median,
                  low, high, revision, release_name, runtime, at)
                values (:id, :repository, :app, :form, 'head', 'x64', :metric, :unit, 20, :median, :low, :high, :revision,
                  :release, :runtime, :at)""");
        boolean figured = false;
        String last = "";
        for (int i = 0; i < count; i++) {
            Instant at = now.minus(Duration.ofDays(450L * (count - i) / count).plusHours(app % 24 + 1));
            String id = new Ids(Clock.fixed(at, ZoneOffset.UTC)).next();
            boolean pull = i % 4 == 1;
            boolean failed = i % 17 == 5;
            Optional<String> release = i % 12 == 8 ? Optional.of("v1." + i / 12) : Optional.empty();
            String revision = HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(random.nextLong());
            rows.bind("id", id)
                    .bind("request", REQUEST)
                    .bind("repository", repository(app))
                    .bind("app", app(app))
                    .bind(
                            "cause",
                            pull ? "pull-request" : release.isPresent() ? "release" : i % 3 == 0 ? "nightly" : "push")
                    .bind("revision", revision)
                    .bind("pull", pull ? Optional.of(i) : Optional.<Integer>empty())
                    .bind("ref", pull ? "refs/pull/" + i + "/merge" : "refs/heads/main")
                    .bind("release", release)
                    .bind("state", failed ? "failed" : "reported")
                    .bind(
                            "reason",
                            failed ? Optional.of("three workers were lost in the middle of it") : Optional.empty())
                    .bind("at", at)
                    // Not the slowest, so that its place is seen to be the baseline's.
                    .bind("baseline", app == 1 ? "r2r-composite@head" : "jit@head")
                    .bind(
                            "verdict",
                            failed ? Optional.empty() : Optional.of(VERDICTS.get((app + i / 20) % VERDICTS.size())))
                    .add();
            if (!failed) {
                figured = true;
                last = pull ? last : id;
                String runtime = RUNTIMES.get(Math.min(RUNTIMES.size() - 1, i * RUNTIMES.size() / count));
                for (String form : FORMS) {
                    double ms = milliseconds(app, form, i);
                    add(figures, id, app, form, "first-response", "ms", ms, revision, release, runtime, at);
                    add(
                            figures,
                            id,
                            app,
                            form,
                            "idle-rss",
                            "bytes",
                            (30 + ms / 4) * (1 << 20),
                            revision,
                            release,
                            runtime,
                            at);
                }
            }
        }
        rows.execute();
        if (figured) {
            figures.execute();
            MadeUpReport.write(data, last, app(app), random);
        }
    }

    private double milliseconds(int app, String form, int commit) {
        double base = switch (form) {
            case "jit" -> 190 + app % 40;
            case "aot" -> 18 + app % 7;
            default -> 120 + app % 30;
        };
        double slower = commit > 20 && commit < 30 ? 1.12 : 1;
        return base * slower * Math.exp(0.02 * random.nextGaussian());
    }

    private void add(
            PreparedBatch batch,
            String id,
            int app,
            String form,
            String metric,
            String unit,
            double median,
            String revision,
            Optional<String> release,
            String runtime,
            Instant at) {
        batch.bind("id", id)
                .bind("repository", repository(app))
                .bind("app", app(app))
                .bind("form", form)
                .bind("metric", metric)
                .bind("unit", unit)
                .bind("median", median)
                .bind("low", median * 0.975)
                .bind("high", median * 1.028)
                .bind("revision", revision)
                .bind("release", release)
                .bind("runtime", runtime)
                .bind("at", at)
                .add();
    }

    /** One that waits and one that is measured; gives the id of that one. */
    String queue() {
        Ids ids = new Ids(Clock.fixed(now, ZoneOffset.UTC));
        String measured = ids.next();
        String request = Json.line()
                .writeValueAsString(Map.of(
                        "plan",
                        MadeUpReport.plan("users-api"),
                        "variants",
                        FORMS.stream()
                                .map(f -> Map.of("variant", f + "@head", "artifact", "0"))
                                .toList()));
        store.change(handle -> {
            waiting(handle, measured, "measuring", 8, request);
            waiting(handle, ids.next(), "queued", 0, request);
            handle.createUpdate("""
                            insert into worker (name, architecture, labels, version, first_seen_at, seen_at, noise_floor, unfit)
                            values ('bench-1', 'x64', '["quiet"]', '0.1.0', :now, :now, 0.012, null),
                              ('bench-2', 'arm64', '[]', '0.1.0', :now, :now, 0.18,
                               'its noise floor of 18 % is above the gain of 10 % that policies ask for')""").bind("now", now).execute();
        });
        return measured;
    }

    private void waiting(Handle handle, String id, String state, int block, String request) {
        handle.createUpdate("""
                        insert into comparison (id, repository, app, architecture, labels, cause, revision, ref, fork, request,
                          state, priority, created_by, created_at, queued_at, deadline_at, attempt, lost, next_block, kept_lines,
                          kept_bytes, last_event, worker)
                        values (:id, :repository, 'users-api', 'x64', '[]', 'push', :revision, 'refs/heads/main', false,
                          :request, :state, 1, 'token ci', :now, :now, :now, 0, 0, :block, 0, 0, 0, :worker)""")
                .bind("id", id)
                .bind("repository", repository(0))
                .bind("revision", "a".repeat(40))
                .bind("request", request)
                .bind("state", state)
                .bind("now", now)
                .bind("block", block)
                .bind("worker", state.equals("measuring") ? Optional.of("bench-1") : Optional.empty())
                .execute();
    }
}
