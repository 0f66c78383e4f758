package dev.coldstart.service.dashboard.view;

import java.util.List;
import java.util.Optional;

/** All apps with their latest verdict. */
public record AppsPage(
        Frame frame,
        String query,
        List<Link> verdicts,
        List<Link> orders,
        List<Hidden> kept,
        String count,
        List<Row> rows,
        Optional<String> earlier,
        Optional<String> later) {

    public AppsPage {
        verdicts = List.copyOf(verdicts);
        orders = List.copyOf(orders);
        kept = List.copyOf(kept);
        rows = List.copyOf(rows);
    }

    /** A filter that the search form keeps. */
    public record Hidden(String name, String value) {}

    /** One app. */
    public record Row(
            String repository,
            String app,
            String address,
            Chip chip,
            String latest,
            List<Form> forms,
            TimeAgo when,
            String runs) {
        public Row {
            forms = List.copyOf(forms);
        }
    }

    /**
     * A form's median first response.
     *
     * @param share of the slowest form's, in whole percent, for its bar
     * @param color which of the colours, from 0
     */
    public record Form(String name, String median, int share, int color) {}
}
