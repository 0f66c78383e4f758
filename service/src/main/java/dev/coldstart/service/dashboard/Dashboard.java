package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.access.Refusals;
import dev.coldstart.service.access.Repositories;
import dev.coldstart.service.comparison.query.Apps;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.comparison.query.FigureHistory;
import dev.coldstart.service.comparison.query.Quarters;
import dev.coldstart.service.comparison.query.WorkersQuery;
import dev.coldstart.service.dashboard.view.SignInPage;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The pages of the service and where they are. */
public final class Dashboard {

    private final Renderer renderer;
    private final Assets assets = new Assets();
    private final Visits visits;
    private final AuditLog audit;
    private final Refusals refusals;
    private final RateLimiter requests;
    private final RateLimiter signIns;
    private final BiConsumer<String, Caller> cancel;
    private final AppPages apps;
    private final ComparisonPages comparisons;
    private final WarningPages warnings;
    private final OverviewPages overview;
    private final RepositoryPages repositories;

    /**
     * The pages.
     *
     * @param visits who has signed in
     * @param requests how often a repository, or an address that has not signed in, may ask for a page
     * @param signIns how often an address may try a token
     * @param cancel ends the comparison of an id for somebody who may do that
     * @param places how many are served before each of those that wait
     */
    public Dashboard(
            Store store,
            DataFolder data,
            Visits visits,
            RateLimiter requests,
            RateLimiter signIns,
            BiConsumer<String, Caller> cancel,
            Supplier<Map<String, Integer>> places,
            URI publicAddress,
            Clock clock) {
        this.audit = new AuditLog(store, clock);
        this.refusals = new Refusals(audit, clock);
        this.renderer = new Renderer(assets);
        this.visits = visits;
        this.requests = requests;
        this.signIns = signIns;
        this.cancel = cancel;
        Apps allApps = new Apps(store);
        ComparisonList all = new ComparisonList(store);
        Rows rows = new Rows(new Moments(clock));
        ReportCache reports = new ReportCache(data);
        this.apps = new AppPages(renderer, allApps, new FigureHistory(store), all, rows, reports, publicAddress);
        this.comparisons =
                new ComparisonPages(renderer, all, rows, reports, new Access(new Repositories(store, clock, audit)));
        this.warnings = new WarningPages(renderer, allApps, reports);
        this.overview =
                new OverviewPages(renderer, new Quarters(store), new WorkersQuery(store), all, places, rows, clock);
        this.repositories = new RepositoryPages(renderer, new Repositories(store, clock, audit), audit, rows);
    }

    /** Everything that a browser can ask for, beside the API. */
    public void addTo(RoutesConfig routes) {
        routes.get("/", page(apps::all));
        routes.get("/app", page(apps::one));
        routes.get("/warnings", page(warnings::one));
        routes.get("/comparisons", page(comparisons::all));
        routes.get("/comparisons/{id}", page(comparisons::one));
        routes.get("/comparisons/{id}/report", page(comparisons::report));
        routes.post("/comparisons/{id}/cancel", page(this::cancel));
        routes.get("/readiness", page(overview::readiness));
        routes.get("/workers", page(overview::workers));
        routes.get("/repositories", page(repositories::all));
        routes.post("/repositories", page(this::setRepository));
        routes.get("/sign-in", page((request, visit) -> signInPage(request, visit, "")));
        routes.post("/sign-in", page(this::signIn));
        routes.post("/sign-out", page(this::signOut));
        routes.get("/badge.svg", apps::badge);
        routes.get(Assets.PATH + "{digest}/{name}", this::asset);
        routes.error(404, "text/html", this::nothing);
    }

    private Handler page(BiConsumer<Context, Visit> page) {
        return request -> {
            Visit visit = visits.of(request);
            Optional<Duration> wait = requests.take(visit.caller().repository().orElseGet(request::ip));
            if (wait.isPresent()) {
                request.header("Retry-After", Long.toString(wait.get().toSeconds()));
                renderer.problem(
                        request,
                        visit,
                        429,
                        "Too many requests",
                        "Wait " + wait.get().toSeconds() + " s, then load the page again.");
                return;
            }
            page.accept(request, visit);
        };
    }

    /** For people; programs have an answer of their own already. */
    private void nothing(Context request) {
        boolean page = Optional.ofNullable(request.header("Accept")).orElse("").contains("text/html");
        if (page && !Renderer.hasWritten(request) && !request.path().startsWith("/api/")) {
            renderer.notFound(request, visits.of(request));
        }
    }

    private void asset(Context request) {
        assets.find(request.path())
                .ifPresentOrElse(
                        asset -> {
                            Renderer.headers(request);
                            request.header("Cache-Control", "public, max-age=31536000, immutable");
                            request.contentType(asset.type());
                            request.result(asset.content());
                        },
                        () -> renderer.notFound(request, visits.of(request)));
    }

    private void signInPage(Context request, Visit visit, String problem) {
        // After a slip it is the form that knows where somebody wanted to go.
        String next = Optional.ofNullable(request.formParam("next"))
                .or(() -> Optional.ofNullable(request.queryParam("next")))
                .orElse("/");
        renderer.page(request, "signin", new SignInPage(renderer.frame(visit, "Sign in", ""), local(next), problem));
    }

    private void signIn(Context request, Visit visit) {
        if (!visits.fromOurPage(request)) {
            foreign(request, visit);
            return;
        }
        Optional<Duration> wait = signIns.take("sign-in " + request.ip());
        if (wait.isPresent()) {
            request.status(429);
            request.header("Retry-After", Long.toString(wait.get().toSeconds()));
            signInPage(request, visit, "Too many attempts: wait " + wait.get().toSeconds() + " s.");
            return;
        }
        String token =
                Optional.ofNullable(request.formParam("token")).orElse("").strip();
        switch (visits.signIn(token)) {
            case Visits.SignedIn(Caller caller) -> {
                // Before the cookie: nobody is in of whom nothing is known.
                audit.note(new AuditLog.Note(
                        caller.description(), "sign-in", caller.repository(), request.ip(), "by a browser"));
                visits.remember(request, token);
            }
            case Visits.Refused(String why) -> {
                refusals.note(new Caller.Anonymous(), request.ip(), "sign-in", why);
                request.status(403);
                signInPage(request, visit, why);
                return;
            }
        }
        seeOther(request, local(Optional.ofNullable(request.formParam("next")).orElse("/")));
    }

    private void signOut(Context request, Visit visit) {
        if (!visits.fromOurPage(request) || (visit.signedIn() && !Visits.holdsCsrf(request, visit))) {
            foreign(request, visit);
            return;
        }
        visits.signOut(request);
        seeOther(request, "/");
    }

    private void cancel(Context request, Visit visit) {
        if (!visits.fromOurPage(request) || !Visits.holdsCsrf(request, visit)) {
            foreign(request, visit);
            return;
        }
        Optional<ComparisonList.Row> row = comparisons.changeable(request, visit);
        if (row.isEmpty()) {
            refused(request, visit, "not theirs, or not open");
            renderer.notFound(request, visit);
            return;
        }
        cancel.accept(row.get().id(), visit.caller());
        seeOther(request, Address.comparison(row.get().id()).toString());
    }

    private void setRepository(Context request, Visit visit) {
        if (!visits.fromOurPage(request) || !Visits.holdsCsrf(request, visit)) {
            foreign(request, visit);
        } else if (repositories.set(request, visit)) {
            seeOther(request, "/repositories");
        } else {
            refused(request, visit, "only an admin may do that");
            renderer.notFound(request, visit);
        }
    }

    private void refused(Context request, Visit visit, String why) {
        refusals.note(visit.caller(), request.ip(), request.method() + " " + request.path(), why);
    }

    private void foreign(Context request, Visit visit) {
        refused(request, visit, "not sent from a page of ours");
        renderer.problem(
                request,
                visit,
                403,
                "That was not sent from a page of ours",
                "Nothing was done. Go back, load the page again, and try once more.");
    }

    /** The browser asks for the page anew, so that loading it again does not send the form again. */
    private static void seeOther(Context request, String address) {
        request.status(303);
        request.header("Location", address);
        request.header("Cache-Control", "no-store");
    }

    /** Only to a page of ours: an address from outside could lead anywhere. */
    private static String local(String next) {
        boolean ours = next.matches("/[A-Za-z0-9_.~%?&=+/-]*") && !next.startsWith("//");
        return ours ? next : "/";
    }
}
