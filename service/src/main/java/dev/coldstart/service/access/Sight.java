package dev.coldstart.service.access;

import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/**
 * Which repositories somebody sees: a condition that every query of the dashboard has in it.
 *
 * @param all an admin's
 * @param own a repository's token's
 */
public record Sight(boolean all, Optional<String> own) {

    /** Where {@code r} is the table of repositories. */
    public static final String CONDITION = "(:all or r.is_public or r.name = :own)";

    public static Sight of(Caller caller) {
        return new Sight(caller instanceof Caller.OfAdmin, caller.repository());
    }

    public Query bind(Query query) {
        // Nobody's name is empty.
        return query.bind("all", all).bind("own", own.orElse(""));
    }
}
