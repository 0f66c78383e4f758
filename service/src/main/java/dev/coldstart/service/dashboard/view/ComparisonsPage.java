package dev.coldstart.service.dashboard.view;

import java.util.List;
import java.util.Optional;

/** Comparisons that fit what is asked for, the newest first. */
public record ComparisonsPage(
        Frame frame,
        String query,
        List<AppsPage.Hidden> kept,
        List<Link> states,
        List<Link> causes,
        List<ListedComparison> rows,
        Optional<String> older) {

    public ComparisonsPage {
        kept = List.copyOf(kept);
        states = List.copyOf(states);
        causes = List.copyOf(causes);
        rows = List.copyOf(rows);
    }
}
