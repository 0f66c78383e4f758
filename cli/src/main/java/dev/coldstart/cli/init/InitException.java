package dev.coldstart.cli.init;

/** No {@code coldstart.yml} was written; the message says why and what to do next. */
public final class InitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InitException(String message) {
        super(message);
    }
}
