package dev.coldstart.cli.evidence;

/** A file that is no evidence pack, or not one that may be read. The message says what is wrong with it. */
public final class PackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PackException(String message) {
        super(message);
    }
}
