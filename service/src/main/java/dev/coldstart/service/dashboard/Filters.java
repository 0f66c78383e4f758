package dev.coldstart.service.dashboard;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What stands in a page's address: filters, which anybody may have written. */
final class Filters {

    private static final int LONGEST = 300;
    private static final int LAST_PAGE = 100_000;

    private Filters() {}

    /** A text; empty when it is missing. */
    static String text(Context request, String name) {
        String text = Optional.ofNullable(request.queryParam(name)).orElse("").strip();
        // PostgreSQL takes no such character, and no name has one.
        String clean = text.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    /** One of some words; empty when it is none of them. */
    static String among(Context request, String name, List<String> known) {
        String text = text(request, name);
        return known.contains(text) ? text : "";
    }

    /** A number from 0; 0 when it is none. */
    static int number(Context request, String name) {
        String text = text(request, name);
        return text.matches("\\d{1,6}") ? Math.min(LAST_PAGE, Integer.parseInt(text)) : 0;
    }
}
