package dev.coldstart.service.comparison;

/** There is no such comparison, or not for whoever asks. */
public final class UnknownComparisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownComparisonException(String id) {
        super("there is no comparison " + id);
    }
}
