package dev.coldstart.service.submission;

import java.util.List;

/** What is asked for can't be measured as it stands. */
public final class InvalidSubmissionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final List<String> missing;

    public InvalidSubmissionException(String problem, String message, List<String> missing) {
        super(message);
        this.problem = problem;
        this.missing = List.copyOf(missing);
    }

    /** A stable name. */
    public String problem() {
        return problem;
    }

    /** Artifacts that are to be sent first. */
    public List<String> missing() {
        return missing;
    }
}
