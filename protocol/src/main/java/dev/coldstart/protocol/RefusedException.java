package dev.coldstart.protocol;

/** The service does not let this worker in. The message says why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
