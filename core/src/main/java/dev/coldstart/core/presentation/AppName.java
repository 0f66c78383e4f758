package dev.coldstart.core.presentation;

import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.text.Escape;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An app's name for people, which tells apps of one repository apart. Not trusted. */
public final class AppName {

    private static final int MAX_LENGTH = 100;

    /** What a configuration is usually called. */
    private static final String USUAL = "coldstart.yml";

    private AppName() {}

    /** No longer than a headline has room for. */
    public static String shown(String name) {
        return Escape.cut(name, MAX_LENGTH);
    }

    /**
     * The app's name for people; with its folder, its configuration and its label where they are not the usual ones:
     * {@code orders (services/orders, net10.0)}.
     */
    public static String of(Report report) {
        Optional<Origin> origin = report.plan().origin();
        return of(report.app(), origin.flatMap(Origin::place), origin.flatMap(Origin::label));
    }

    /** The same of what is known without a report. */
    public static String of(String app, Optional<String> configuration, Optional<String> label) {
        String place = configuration.orElse("");
        String where = place.equals(USUAL)
                ? ""
                : place.endsWith("/" + USUAL) ? place.substring(0, place.length() - USUAL.length() - 1) : place;
        String more = Stream.of(where, label.orElse(""))
                .filter(s -> !s.isEmpty() && !s.equals(app))
                .collect(Collectors.joining(", "));
        return app + (more.isEmpty() ? "" : " (" + more + ")");
    }
}
