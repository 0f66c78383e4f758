package dev.coldstart.service.dashboard.view;

import java.util.List;
import java.util.Optional;

/**
 * One app: its history and its latest comparisons.
 *
 * @param headline of its latest report
 * @param data of the chart, as JSON
 */
public record AppPage(
        Frame frame,
        String repository,
        String app,
        Chip chip,
        String headline,
        String latest,
        String warnings,
        List<Link> metrics,
        List<Link> architectures,
        List<Link> causes,
        String metric,
        String chartText,
        String data,
        List<String> forms,
        List<Point> points,
        List<ListedComparison> comparisons,
        String all,
        Optional<String> badge,
        String badgeText) {

    public AppPage {
        metrics = List.copyOf(metrics);
        architectures = List.copyOf(architectures);
        causes = List.copyOf(causes);
        forms = List.copyOf(forms);
        points = List.copyOf(points);
        comparisons = List.copyOf(comparisons);
    }

    /** One commit in the table below the chart. */
    public record Point(String commit, String address, TimeAgo when, String note, List<String> figures) {
        public Point {
            figures = List.copyOf(figures);
        }
    }
}
