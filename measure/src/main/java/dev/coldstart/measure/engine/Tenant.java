package dev.coldstart.measure.engine;

import java.util.Optional;

/**
 * Whose images these are. An engine serves many repositories: what one had made is neither found nor made faster for another.
 *
 * @param repository empty for whoever measures with their own engine
 */
public record Tenant(Optional<String> repository) {

    /** The one who runs the command line. */
    public static final Tenant SELF = new Tenant(Optional.empty());

    /** Whoever sent a comparison to a service. */
    public static Tenant of(String repository) {
        return new Tenant(Optional.of(repository));
    }
}
