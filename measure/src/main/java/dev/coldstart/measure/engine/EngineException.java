package dev.coldstart.measure.engine;

/** The container engine can't be reached or did not do what was asked. The message says what to do next. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
