package dev.coldstart.service.dashboard.view;

import java.util.List;

/** Who measures, and what waits. */
public record WorkersPage(Frame frame, List<Worker> workers, List<Waiting> queue, int hidden) {

    public WorkersPage {
        workers = List.copyOf(workers);
        queue = List.copyOf(queue);
    }

    /** One worker. */
    public record Worker(
            String name,
            String architecture,
            String labels,
            String version,
            Chip chip,
            String note,
            String noise,
            TimeAgo seen) {}

    /** A comparison that waits or is measured. */
    public record Waiting(String place, ListedComparison comparison, String worker, String priority) {}
}
