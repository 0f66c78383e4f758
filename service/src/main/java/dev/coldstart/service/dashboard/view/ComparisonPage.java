package dev.coldstart.service.dashboard.view;

import java.util.List;
import java.util.Optional;

/**
 * One comparison, live until it has ended.
 *
 * @param headline what it came to, or what it is doing
 * @param live where its events come from; empty when it has ended
 * @param progress of whole blocks; empty before it is measured
 * @param data of the live picture, as JSON
 * @param report address of the full report; empty where there is none
 */
public record ComparisonPage(
        Frame frame,
        String id,
        String repository,
        String app,
        String appAddress,
        Chip chip,
        String headline,
        List<String> reasons,
        Optional<String> live,
        Optional<Progress> progress,
        String data,
        List<Fact> facts,
        List<Figure> figures,
        Optional<String> report,
        List<Link> downloads,
        boolean mayCancel) {

    public ComparisonPage {
        reasons = List.copyOf(reasons);
        facts = List.copyOf(facts);
        figures = List.copyOf(figures);
        downloads = List.copyOf(downloads);
    }

    /** Something about it, such as its commit. */
    public record Fact(String name, String value) {}

    /** How far it is. */
    public record Progress(int done, int of, String text) {}

    /** A form's figures in short. */
    public record Figure(
            String form, String state, String first, String change, String tone, String memory, String size) {}
}
