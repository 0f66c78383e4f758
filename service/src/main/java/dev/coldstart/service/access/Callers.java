package dev.coldstart.service.access;

/** Finds out who calls. */
public interface Callers {

    /**
     * Checks a bearer token.
     *
     * @throws UnknownCallerException when it is not one, or not one any more
     */
    Caller identify(String bearerToken) throws UnknownCallerException;
}
