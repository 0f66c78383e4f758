package dev.coldstart.cli.build.tool;

/** A form could not be built; the others go on. */
public final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public BuildFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** For the report: what was wrong and, where it is known, what to do next. */
    public String reason() {
        return reason;
    }
}
