package dev.coldstart.service.operation;

import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.comparison.query.WorkersQuery;
import dev.coldstart.service.store.DataFolder;
import dev.coldstart.service.store.Store;
import dev.coldstart.service.upload.ArtifactRows;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service tells of itself, in Prometheus' words. What happens is counted as it happens; what is, such as the queue, is
 * looked up when somebody asks, so that it is right after a restart too.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Store store;
    private final ComparisonList list;
    private final WorkersQuery known;
    private final Clock clock;
    private final MultiGauge queue;
    private final MultiGauge oldest;
    private final MultiGauge comparisons;
    private final MultiGauge noise;
    private final MultiGauge fit;
    private final MultiGauge seen;
    private final MultiGauge artifacts;
    private final MultiGauge artifactBytes;
    private final Counter uploaded;
    private final Counter removed;

    public Metrics(Store store, DataFolder data, Clock clock) {
        this.store = store;
        this.list = new ComparisonList(store);
        this.known = new WorkersQuery(store);
        this.clock = clock;
        this.queue = gauge("coldstart.queue.length", "Comparisons that wait for a worker");
        this.oldest = gauge("coldstart.queue.oldest.seconds", "How long the one has waited that has waited longest");
        this.comparisons = gauge("coldstart.comparisons", "Comparisons that are kept, by state");
        this.noise =
                gauge("coldstart.worker.noise.floor.ratio", "The smallest difference a worker sees, as a fraction");
        this.fit = gauge("coldstart.worker.fit", "1 where a worker is given comparisons, 0 where it is too noisy");
        this.seen = gauge("coldstart.worker.last.seen.seconds", "How long ago a worker was heard of");
        this.artifacts = gauge("coldstart.artifacts", "Artifacts that are kept");
        this.artifactBytes = gauge("coldstart.artifact.bytes", "Bytes of the artifacts that are kept");
        this.removed = Counter.builder("coldstart.retention.removed.bytes")
                .description("Bytes of artifacts that retention has removed")
                .register(registry);
        this.uploaded = Counter.builder("coldstart.upload.bytes")
                .description("Bytes of artifacts taken in")
                .register(registry);
        Gauge.builder("coldstart.data.free.bytes", data, d -> d.path().toFile().getUsableSpace())
                .description("Room left where the data folder is")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /**
     * Counts a start.
     *
     * @param outcome {@code started}, or why it was none, such as {@code timed-out}: one of a few words
     */
    public void start(String outcome) {
        registry.counter("coldstart.starts", "outcome", outcome).increment();
    }

    /** Counts what came in. */
    public void uploaded(long bytes) {
        uploaded.increment((double) bytes);
    }

    /** Counts what retention has removed. */
    public void removed(long bytes) {
        removed.increment((double) bytes);
    }

    /**
     * Counts a request.
     *
     * @param route the pattern that it fitted, such as {@code /comparisons/{id}}: the address itself is anybody's
     */
    public void request(String method, String route, int status, Duration took) {
        Timer.builder("coldstart.http.requests")
                .description("Requests and how long they took")
                .tags("method", method, "route", route, "status", status / 100 + "xx")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10))
                .register(registry)
                .record(took);
    }

    /** All of it, as Prometheus reads it. */
    public String scrape() {
        queue();
        workers();
        held();
        return registry.scrape();
    }

    private void queue() {
        List<Row<?>> lengths = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (ComparisonList.Waiting waiting : list.waiting()) {
            Tags tags = Tags.of("architecture", waiting.architecture(), "fork", waiting.fork() ? "yes" : "no");
            lengths.add(Row.of(tags, waiting.count()));
            ages.add(Row.of(tags, seconds(waiting.oldest())));
        }
        queue.register(lengths, true);
        oldest.register(ages, true);
        comparisons.register(
                list.byState().entrySet().stream()
                        .<Row<?>>map(of -> Row.of(Tags.of("state", of.getKey().id()), of.getValue()))
                        .toList(),
                true);
    }

    private void workers() {
        List<Row<?>> floors = new ArrayList<>();
        List<Row<?>> fits = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (WorkersQuery.Row worker : known.all()) {
            Tags tags = Tags.of("worker", worker.name(), "architecture", worker.architecture());
            worker.noise().ifPresent(floor -> floors.add(Row.of(tags, floor)));
            fits.add(Row.of(tags, worker.unfit().isEmpty() ? 1 : 0));
            ages.add(Row.of(tags, seconds(worker.seen())));
        }
        noise.register(floors, true);
        fit.register(fits, true);
        seen.register(ages, true);
    }

    private void held() {
        ArtifactRows.Held held = store.read(ArtifactRows::held);
        artifacts.register(List.of(Row.of(Tags.empty(), held.count())), true);
        artifactBytes.register(List.of(Row.of(Tags.empty(), held.bytes())), true);
    }

    private double seconds(Instant since) {
        return Math.max(0, clock.millis() - since.toEpochMilli()) / 1000.0;
    }

    @Override
    public void close() {
        registry.close();
    }
}
