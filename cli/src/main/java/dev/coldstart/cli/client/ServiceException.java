package dev.coldstart.cli.client;

/** The service can't be reached, or does not do it now: worth another try. */
final class ServiceException extends Exception {
    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
