package dev.coldstart.artifact.archive;

/** An archive that is not taken. The message says which entry, and what to do. */
public final class ArchiveRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ArchiveProblem problem;

    public ArchiveRefusedException(ArchiveProblem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public ArchiveProblem problem() {
        return problem;
    }
}
