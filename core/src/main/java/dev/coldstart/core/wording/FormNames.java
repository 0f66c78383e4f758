package dev.coldstart.core.wording;

import dev.coldstart.core.policy.FormKind;

/** What people call a form, where whole sentences are read rather than a configuration. */
public final class FormNames {

    private FormNames() {}

    /**
     * {@code JIT}, {@code Native AOT}, {@code ReadyToRun composite}; one of the caller's own that is of such a kind keeps its
     * name beside it, such as {@code Native AOT (aot-size)}.
     */
    public static String of(String form) {
        return switch (form) {
            case "jit" -> "JIT";
            case "aot" -> "Native AOT";
            case "r2r" -> "ReadyToRun";
            case "r2r-composite" -> "ReadyToRun composite";
            case "aot-cache" -> "AOT cache";
            default ->
                switch (FormKind.of(form)) {
                    case NATIVE -> "Native AOT (" + form + ")";
                    case READY_TO_RUN -> "ReadyToRun (" + form + ")";
                    case CACHED -> "AOT cache (" + form + ")";
                    case OTHER -> form.startsWith("jit-") ? "JIT (" + form + ")" : form;
                };
        };
    }
}
