package dev.coldstart.service.dashboard.view;

import java.util.List;

/** What each repository allows, for whoever runs the service; and what was done last. */
public record RepositoriesPage(Frame frame, List<Row> repositories, List<Done> done) {

    public RepositoriesPage {
        repositories = List.copyOf(repositories);
        done = List.copyOf(done);
    }

    /** One repository. */
    public record Row(String name, boolean open, boolean forks) {}

    /** A line of the audit log. */
    public record Done(TimeAgo at, String who, String what, String about) {}
}
