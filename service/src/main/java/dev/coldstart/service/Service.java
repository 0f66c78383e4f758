package dev.coldstart.service;

import dev.coldstart.artifact.archive.ArchiveLimits;
import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.BuildCallers;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.access.Callers;
import dev.coldstart.service.access.OidcVerifier;
import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.access.Refusals;
import dev.coldstart.service.access.Repositories;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.api.Api;
import dev.coldstart.service.comparison.Comparisons;
import dev.coldstart.service.comparison.Leases;
import dev.coldstart.service.comparison.Reports;
import dev.coldstart.service.comparison.Workers;
import dev.coldstart.service.comparison.query.History;
import dev.coldstart.service.dashboard.Dashboard;
import dev.coldstart.service.dashboard.Visits;
import dev.coldstart.service.operation.GracefulStop;
import dev.coldstart.service.operation.Metrics;
import dev.coldstart.service.operation.OperationRoutes;
import dev.coldstart.service.operation.Retention;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.service.operation.SlowHeaders;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.DatabaseAddress;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.store.StoreUnavailableException;
import dev.coldstart.service.upload.Artifacts;
import dev.coldstart.service.upload.KnownBuilds;
import io.javalin.Javalin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The measurement service, put together: what is made of what, from the settings to the open port. */
public final class Service implements AutoCloseable {

    /** After which a worker that is not heard of has lost its comparison. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);
    private static final int SECRET_BYTES = 32;
    private static final int INPUT_BUFFER = 1 << 16;

    private final DataFolder data;
    private final Store store;
    private final Api api;
    private final Leases leases;
    private final Javalin server;
    private final Metrics metrics;
    private final OperationRoutes operation;
    private final Duration stopWithin;
    private final ScheduledExecutorService sweeper;
    private final Retention retention;
    private final ScheduledExecutorService retaining;
    private final Optional<OidcVerifier> oidc;
    private final String workerToken;
    private final String host;

    private Service(ServiceSettings settings, Clock clock, Duration lease, DataFolder data, Store store) {
        this.data = data;
        this.store = store;
        this.workerToken = secret();
        this.host = settings.listen().host();
        this.stopWithin = settings.stopWithin();
        this.oidc = settings.oidc().map(known -> new OidcVerifier(known, clock));
        AuditLog audit = new AuditLog(store, clock);
        Repositories repositories = new Repositories(store, clock, audit);
        Comparisons comparisons = new Comparisons(data, store, clock, settings.deadline(), audit);
        this.leases = comparisons.leases(lease);
        ArchiveLimits limits = new ArchiveLimits(
                settings.limits().upload(),
                settings.limits().unpacked(),
                settings.limits().entries());
        RateLimiter requests = new RateLimiter(settings.rates().requests(), clock);
        Callers callers = callers(new Tokens(store, clock));
        Visits visits = new Visits(callers, settings.publicAddress());
        this.metrics = new Metrics(store, data, clock);
        this.operation = new OperationRoutes(store, metrics, requests);
        comparisons.listenToAll(new Journal(metrics));
        Dashboard dashboard = new Dashboard(
                store,
                data,
                visits,
                requests,
                new RateLimiter(settings.rates().signIns(), clock),
                (id, who) -> comparisons.cancel(id, who.description()),
                comparisons::places,
                settings.publicAddress(),
                clock);
        this.api = new Api(
                new Api.Parts(
                        new Artifacts(data.blobs(), store, clock, limits, audit),
                        comparisons,
                        leases,
                        new Reports(data),
                        new KnownBuilds(store, data.blobs(), clock),
                        new History(store),
                        new Workers(store, clock)),
                new Api.Door(
                        callers,
                        visits::token,
                        new Access(repositories),
                        audit,
                        new Refusals(audit, clock),
                        requests,
                        new RateLimiter(settings.rates().comparisons(), clock),
                        new RateLimiter(settings.rates().forkComparisons(), clock),
                        new RateLimiter(settings.rates().wrongTokens(), clock),
                        settings.limits(),
                        settings.watchers(),
                        metrics::uploaded),
                lease);
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sweeper").factory());
        this.server = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.addCustomizer(settings.proxies());
            });
            config.jetty.modifyServer(Service::readMuchAtOnce);
            config.jetty.modifyServer(
                    jetty -> SlowHeaders.limit(jetty, settings.limits().head(), sweeper));
            operation.addTo(config.routes);
            api.install(config);
            dashboard.addTo(config.routes);
        });
        this.retention = new Retention(settings.retention(), data, store, audit, metrics, clock);
        this.retaining = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("retention").factory());
    }

    /**
     * Opens the data folder, the database and the port, in this order.
     *
     * @throws dev.coldstart.service.store.StoreException when the folder or the database can't be used
     */
    public static Service start(ServiceSettings settings, Clock clock) {
        return start(settings, clock, LEASE);
    }

    static Service start(ServiceSettings settings, Clock clock, Duration lease) {
        DataFolder data = DataFolder.open(settings.data());
        boolean opened = false;
        try {
            DatabaseAddress address =
                    settings.database().map(DatabaseAddress::postgresql).orElseGet(data::database);
            Store store = Store.open(address, Store.Use.SERVICE);
            try {
                Service service = new Service(settings, clock, lease, data, store);
                settings.shown().forEach(s -> LOG.info("setting {} = {} ({})", s.key(), s.text(), s.from()));
                service.open(settings.listen());
                opened = true;
                return service;
            } finally {
                if (!opened) {
                    store.close();
                }
            }
        } finally {
            if (!opened) {
                data.close();
            }
        }
    }

    private void open(ServiceSettings.Listen listen) {
        leases.renewAll();
        server.start(listen.host(), listen.port());
        var _ = sweeper.scheduleWithFixedDelay(
                () -> again(leases::sweep),
                BETWEEN_SWEEPS.toMillis(),
                BETWEEN_SWEEPS.toMillis(),
                TimeUnit.MILLISECONDS);
        // Beside the sweeper: leases don't wait for files to be removed.
        var _ = retaining.scheduleWithFixedDelay(
                () -> again(retention::whenDue), 0, BETWEEN_SWEEPS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void again(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            LOG.warn("the store does not answer: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // Thrown out of here it would be the last sweep, and nobody would know: leases would never run out.
            LOG.error("what is done again and again was not done this time", e);
        }
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
    }

    /** What can be called, as {@code METHOD /path}. */
    Set<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(handler -> handler.endpoint.method.isHttpMethod())
                .map(handler -> handler.endpoint.method.name() + " " + handler.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What lets a worker in that runs within this process; nobody else ever gets to see it. */
    public String workerToken() {
        return workerToken;
    }

    private Callers callers(Tokens tokens) {
        Callers known = oidc.<Callers>map(verifier -> new BuildCallers(tokens, verifier))
                .orElse(tokens);
        byte[] own = workerToken.getBytes(StandardCharsets.UTF_8);
        return token -> MessageDigest.isEqual(own, token.getBytes(StandardCharsets.UTF_8))
                ? new Caller.OfWorker(Workers.WITHIN, "the worker within")
                : known.identify(token);
    }

    /** Uploads come in pieces of that length: with Jetty's own 8 KB much of the time would go into the number of pieces. */
    private static void readMuchAtOnce(Server server) {
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                // Not before: its connectors are made last.
                for (Connector connector : server.getConnectors()) {
                    Optional.ofNullable(connector.getConnectionFactory(HttpConnectionFactory.class))
                            .ifPresent(http -> http.setInputBufferSize(INPUT_BUFFER));
                }
            }
        });
    }

    private static String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Says first that it stops, and closes last what everything else writes to. */
    @Override
    public void close() {
        operation.stopping();
        try (GracefulStop stop = new GracefulStop()) {
            stop.then("looking after leases", stopWithin, sweeper::shutdown)
                    .then("retention", stopWithin, retaining)
                    .then("watchers", stopWithin, api::close)
                    .then("requests", stopWithin, server::stop)
                    .then("identity tokens", stopWithin, () -> oidc.ifPresent(OidcVerifier::close))
                    .then("figures", stopWithin, metrics)
                    .then("database", stopWithin, store)
                    .then("data folder", stopWithin, data);
        }
    }
}
