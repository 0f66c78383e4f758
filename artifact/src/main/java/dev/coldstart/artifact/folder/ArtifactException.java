package dev.coldstart.artifact.folder;

/** A published folder that can't be used. The message says what is wrong, where, and what to do next. */
public final class ArtifactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArtifactException(String message) {
        super(message);
    }

    public ArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
