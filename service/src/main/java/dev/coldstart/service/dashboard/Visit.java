package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.Caller;
import dev.coldstart.service.access.Sight;

/**
 * Who looks at a page.
 *
 * @param csrf what a form of theirs has to bring back; empty where nobody has signed in
 */
record Visit(Caller caller, String csrf) {

    Sight sight() {
        return Sight.of(caller);
    }

    boolean signedIn() {
        return !(caller instanceof Caller.Anonymous);
    }
}
