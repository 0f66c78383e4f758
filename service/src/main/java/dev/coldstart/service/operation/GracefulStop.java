package dev.coldstart.service.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a service step by step: first it says that it is stopping, then it takes nothing new, then what is under way ends or is
 * handed back, then the store is closed. A step that fails or takes too long does not keep the others from being taken.
 */
public final class GracefulStop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final List<Step> steps = new ArrayList<>();
    private boolean stopped;

    private record Step(String name, Duration within, AutoCloseable work) {}

    /** Adds a step: taken after those that are there already. */
    public synchronized GracefulStop then(String name, Duration within, AutoCloseable work) {
        steps.add(new Step(name, within, work));
        return this;
    }

    /** Takes all steps; a second time it does nothing. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        // Not waited for when a step hangs: the process ends anyway.
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        steps.forEach(step -> take(step, thread));
        thread.shutdownNow();
    }

    private static void take(Step step, ExecutorService thread) {
        try {
            var _ = thread.submit(() -> {
                        step.work().close();
                        return true;
                    })
                    .get(step.within().toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("stopping: {}: done", step.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("stopping: {}: interrupted", step.name());
        } catch (Exception e) {
            LOG.warn("stopping: {}: not done: {}", step.name(), e.toString());
        }
    }
}
