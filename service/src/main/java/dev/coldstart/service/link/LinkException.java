package dev.coldstart.service.link;

/** The service can't be reached, or does not do it now: worth another try. */
final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    LinkException(String message) {
        super(message);
    }

    LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
