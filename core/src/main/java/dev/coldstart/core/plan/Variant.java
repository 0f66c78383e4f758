package dev.coldstart.core.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One thing that is measured: a form of the app at a revision, for an architecture.
 *
 * @param form how the app was compiled: {@code jit}, {@code r2r}, {@code r2r-composite}, {@code aot}, {@code aot-cache}
 *     or a name of the caller's
 * @param revision {@code head} or {@code base}
 */
public record Variant(String form, String revision, Architecture architecture) {

    public static final String HEAD = "head";
    public static final String BASE = "base";

    public Variant {
        if (form.isBlank() || revision.isBlank()) {
            throw new IllegalArgumentException("a variant needs a form and a revision");
        }
    }

    /** The same form and architecture at another revision. */
    public Variant at(String otherRevision) {
        return new Variant(form, otherRevision, architecture);
    }

    public static Variant head(String form, Architecture architecture) {
        return new Variant(form, HEAD, architecture);
    }

    /** The name used in every file and report, such as {@code aot@head}. */
    @JsonIgnore
    public String name() {
        return form + "@" + revision;
    }
}
