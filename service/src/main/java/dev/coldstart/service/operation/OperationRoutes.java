package dev.coldstart.service.operation;

import dev.coldstart.service.access.RateLimiter;
import dev.coldstart.service.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What whoever runs the service asks it: whether it lives, whether it can work, and its figures. */
public final class OperationRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(OperationRoutes.class);
    private static final String BEGUN = "operation.begun";
    private static final Pattern COMPARISON = Pattern.compile("/comparisons/([0-9a-z]{26})(?:/|$)");

    private final Store store;
    private final Metrics metrics;
    private final RateLimiter requests;
    private volatile boolean stopping;

    public OperationRoutes(Store store, Metrics metrics, RateLimiter requests) {
        this.requests = requests;
        this.store = store;
        this.metrics = metrics;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/healthz", this::healthz);
        routes.get("/readyz", this::readyz);
        routes.get("/metrics", this::metrics);
        routes.before(OperationRoutes::begin);
        routes.after(this::count);
    }

    /** From now on a load balancer is told to look elsewhere. */
    public void stopping() {
        stopping = true;
    }

    /** It answers, so it lives: whoever restarts it because its database is away would only lose what it holds. */
    private void healthz(Context request) {
        request.contentType("text/plain").result("alive\n");
    }

    private void readyz(Context request) {
        request.contentType("text/plain");
        if (stopping) {
            request.status(503).result("stopping\n");
            return;
        }
        try {
            store.ping();
            request.result("ready\n");
        } catch (RuntimeException e) {
            LOG.warn("not ready: the store does not answer", e);
            request.status(503).result("the store does not answer\n");
        }
    }

    private void metrics(Context request) {
        Optional<Duration> wait = requests.take(request.ip());
        if (wait.isPresent()) {
            request.status(429)
                    .header("Retry-After", Long.toString(wait.get().toSeconds()))
                    .contentType("text/plain")
                    .result("too many requests\n");
            return;
        }
        request.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
    }

    /** The log's lines about a request say which comparison it is about. */
    private static void begin(Context request) {
        request.attribute(BEGUN, System.nanoTime());
        Matcher comparison = COMPARISON.matcher(request.path());
        if (comparison.find()) {
            MDC.put(Logs.COMPARISON, comparison.group(1));
        }
    }

    private void count(Context request) {
        MDC.remove(Logs.COMPARISON);
        Optional<Long> begun = Optional.ofNullable(request.attribute(BEGUN));
        String route = request.endpoints().lastHttpEndpoint() == null
                ? "none"
                : request.endpoints().lastHttpEndpoint().path;
        begun.ifPresent(nanos -> metrics.request(
                request.method().name(), route, request.statusCode(), Duration.ofNanos(System.nanoTime() - nanos)));
    }
}
