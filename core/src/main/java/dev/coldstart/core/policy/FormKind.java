package dev.coldstart.core.policy;

/** What a form's name says of it, as far as a decision needs to know. */
public enum FormKind {
    /** Compiled ahead of time, with no compiler at run time: all constraints apply. */
    NATIVE,
    /** Compiled ahead of time, the JIT kept: nothing that worked stops working. */
    READY_TO_RUN,
    /** The JVM with a cache of what an earlier run found out; nothing that worked stops working. */
    CACHED,
    /** A form of the caller's own. */
    OTHER;

    /** By the form's name: {@code aot}, {@code aot-size}, {@code native-musl}, {@code r2r-composite}, {@code aot-cache}. */
    public static FormKind of(String form) {
        if (is(form, "aot-cache")) {
            return CACHED;
        }
        if (is(form, "aot") || is(form, "native")) {
            return NATIVE;
        }
        return is(form, "r2r") ? READY_TO_RUN : OTHER;
    }

    /** Whether the form may lack what only reflection uses: all that are compiled whole, and those of which nothing is known. */
    public static boolean mayTrim(String form) {
        return switch (of(form)) {
            case NATIVE -> true;
            case READY_TO_RUN, CACHED -> false;
            case OTHER -> !is(form, "jit");
        };
    }

    private static boolean is(String form, String word) {
        return form.equals(word) || form.startsWith(word + "-");
    }
}
