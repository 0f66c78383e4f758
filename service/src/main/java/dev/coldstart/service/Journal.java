package dev.coldstart.service;

import dev.coldstart.protocol.Event;
import dev.coldstart.service.operation.Logs;
import dev.coldstart.service.operation.Metrics;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes down what happens to comparisons, for whoever runs the service: each start as a figure, all else in the log. */
final class Journal implements Consumer<Event> {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Metrics metrics;

    Journal(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void accept(Event event) {
        try (MDC.MDCCloseable _ = Logs.about(event.comparison())) {
            switch (event.what()) {
                case Event.Started start -> metrics.start(start.failure().orElse("started"));
                case Event.Queued _ -> LOG.info("queued");
                case Event.Began began ->
                    LOG.info(
                            "begun by {}, attempt {}, from block {}",
                            began.worker(),
                            began.attempt(),
                            began.nextBlock());
                case Event.Returned returned ->
                    LOG.info("waits again, from block {}: {}", returned.nextBlock(), returned.why());
                case Event.Ended ended ->
                    LOG.info(
                            "ended: {} {}{}",
                            ended.state().id(),
                            ended.verdict().orElse(""),
                            ended.reason().orElse(""));
            }
        }
    }
}
