package dev.coldstart.service.store;

/** The database does not answer now. What was asked was not done, or is not known to be: it may be asked again. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
