package dev.coldstart.protocol;

/** The comparison is not this worker's any more: it is another's, or was cancelled. */
public final class LeaseLostException extends Exception {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String message) {
        super(message);
    }
}
