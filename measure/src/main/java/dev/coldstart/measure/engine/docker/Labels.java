package dev.coldstart.measure.engine.docker;

import java.util.Map;

/** How coldstart's containers are known again. */
final class Labels {

    /** The session that a container belongs to; a prober and its apps have the same. */
    static final String SESSION = "dev.coldstart.session";

    /** Which process made it; see {@link Owner}. */
    static final String OWNER = "dev.coldstart.owner";

    static final String ROLE = "dev.coldstart.role";
    static final String PROBER = "prober";
    static final String APP = "app";

    private Labels() {}

    static Map<String, String> of(String session, String role) {
        return Map.of(SESSION, session, ROLE, role, OWNER, Owner.ours());
    }
}
