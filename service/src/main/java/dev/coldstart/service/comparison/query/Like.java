package dev.coldstart.service.comparison.query;

import java.util.Locale;

/** What people search for, as SQL's {@code like ... escape '!'} takes it. */
final class Like {

    private Like() {}

    static String containing(String text) {
        return "%"
                + text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
    }
}
