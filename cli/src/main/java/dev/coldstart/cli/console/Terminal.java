package dev.coldstart.cli.console;

import dev.coldstart.core.render.terminal.Style;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Whether somebody is looking. */
public final class Terminal {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private Terminal() {}

    /** Colours only on a terminal, and not where NO_COLOR (no-color.org) is set to anything. */
    public static Style style() {
        String noColor = System.getenv("NO_COLOR");
        boolean plain = (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        return !plain && isTerminal(STDOUT) ? Style.ANSI : Style.PLAIN;
    }

    /** Progress is written to standard error, and only where that is a terminal. */
    public static boolean showsProgress() {
        return isTerminal(STDERR);
    }

    /** Java tells only whether input and output are both terminals; isatty(3) tells of each. */
    @SuppressWarnings("restricted") // one call of the C library
    private static boolean isTerminal(int descriptor) {
        Linker linker = Linker.nativeLinker();
        MethodHandle isatty = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("isatty"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) isatty.invokeExact(descriptor) == 1;
        } catch (Throwable e) {
            throw new IllegalStateException("isatty", e);
        }
    }
}
