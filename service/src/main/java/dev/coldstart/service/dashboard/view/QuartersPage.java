package dev.coldstart.service.dashboard.view;

import java.util.List;
import java.util.Optional;

/** Which apps could switch, quarter by quarter. */
public record QuartersPage(
        Frame frame,
        String query,
        List<String> quarters,
        List<Share> shares,
        List<Row> rows,
        Optional<String> earlier,
        Optional<String> later) {

    public QuartersPage {
        quarters = List.copyOf(quarters);
        shares = List.copyOf(shares);
        rows = List.copyOf(rows);
    }

    /** How many apps could, of those that were measured in a quarter. */
    public record Share(String quarter, int ready, int blocked, int stay, int measured, String text) {}

    /** One app. */
    public record Row(String repository, String app, String address, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** An app in a quarter; without an address nothing was measured. */
    public record Cell(Chip chip, String address) {}
}
