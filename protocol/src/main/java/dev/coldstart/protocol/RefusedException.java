package dev.coldstart.protocol;

/** The service says no, and would say it again. The message says why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
