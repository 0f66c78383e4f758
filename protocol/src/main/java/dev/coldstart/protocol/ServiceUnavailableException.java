package dev.coldstart.protocol;

/** The service can't be reached, or does not do it now: worth another try. */
public final class ServiceUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    ServiceUnavailableException(String message) {
        super(message);
    }

    public ServiceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
