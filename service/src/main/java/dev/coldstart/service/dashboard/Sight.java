package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.Caller;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Which repositories somebody sees: a condition that every query of the dashboard has in it.
 *
 * @param all an admin's
 * @param own a repository's token's
 */
record Sight(boolean all, Optional<String> own) {

    /** Where {@code r} is the table of repositories. */
    static final String CONDITION = "(:all or r.is_public or r.name = :own)";

    static Sight of(Caller caller) {
        return new Sight(caller instanceof Caller.OfAdmin, caller.repository());
    }

    Query bind(Query query) {
        // Nobody's name is empty.
        return query.bind("all", all).bind("own", own.orElse(""));
    }
}
