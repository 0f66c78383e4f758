package dev.coldstart.cli.revision;

import dev.coldstart.core.plan.MissingBase;

/** A base that is named and known, and whose files can't be had: head can be measured alone. */
public final class NoBaseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MissingBase missing;

    NoBaseException(MissingBase missing) {
        super(missing.reason());
        this.missing = missing;
    }

    static NoBaseException notHad(String reason) {
        return new NoBaseException(new MissingBase(MissingBase.Kind.NOT_HAD, reason));
    }

    /** Why. */
    public MissingBase missing() {
        return missing;
    }
}
