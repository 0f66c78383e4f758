package dev.coldstart.runner.load;

import dev.coldstart.core.study.MemoryPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at an app's memory now and then, on a thread of its own, until it is closed. */
final class MemoryWatch implements AutoCloseable {

    /** To add up the pages takes the kernel some milliseconds. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final int POINTS = 60;

    private final LoadedApp app;
    private final long began = System.nanoTime();
    private final List<MemoryPoint> points = new ArrayList<>();
    private final Thread thread;

    private MemoryWatch(LoadedApp app, Duration interval) {
        this.app = app;
        this.thread = Thread.ofPlatform().daemon().unstarted(() -> watch(interval));
    }

    static MemoryWatch begin(LoadedApp app, Duration length) {
        Duration part = length.dividedBy(POINTS);
        MemoryWatch watch = new MemoryWatch(app, part.compareTo(SHORTEST) < 0 ? SHORTEST : part);
        watch.look();
        watch.thread.start();
        return watch;
    }

    private void watch(Duration interval) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            MemoryPoint point = app.memory((System.nanoTime() - began) / 1_000_000);
            if (point.rssBytes() > 0) {
                synchronized (points) {
                    points.add(point);
                }
            }
        } catch (IOException e) {
            // its processes are gone: whoever loads it sees that too
        }
    }

    /** In their order. */
    List<MemoryPoint> points() {
        synchronized (points) {
            return List.copyOf(points);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        look();
    }
}
