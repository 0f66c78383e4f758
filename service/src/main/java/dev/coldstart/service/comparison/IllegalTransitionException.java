package dev.coldstart.service.comparison;

import dev.coldstart.protocol.State;

/** What was wanted can't happen to a comparison as it stands now. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final State state;

    IllegalTransitionException(State state, String message) {
        super(message);
        this.state = state;
    }

    /** Where it is. */
    public State state() {
        return state;
    }
}
