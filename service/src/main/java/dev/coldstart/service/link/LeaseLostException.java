package dev.coldstart.service.link;

/** The comparison is not this worker's any more: it is another's, or was cancelled. */
final class LeaseLostException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
