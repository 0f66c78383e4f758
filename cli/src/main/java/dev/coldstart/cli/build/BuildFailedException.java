package dev.coldstart.cli.build;

/** A form could not be built; the others go on. */
final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BuildFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** For the report: what was wrong and, where it is known, what to do next. */
    String reason() {
        return reason;
    }
}
