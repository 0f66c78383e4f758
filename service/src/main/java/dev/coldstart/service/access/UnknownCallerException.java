package dev.coldstart.service.access;

/** Something was shown to prove who calls, and it does not hold. */
public final class UnknownCallerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * @param problem a stable name of what is wrong, such as {@code expired}
     * @param message one sentence for whoever sent it, with what to do
     */
    public UnknownCallerException(String problem, String message) {
        super(message);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }
}
