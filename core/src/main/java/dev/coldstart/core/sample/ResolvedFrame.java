package dev.coldstart.core.sample;

/**
 * Where a line of a native stack trace is in the sources, from the debug symbols of the same build.
 *
 * @param variant {@link dev.coldstart.core.plan.Variant#name()}
 * @param frame {@link NativeFrame#text()}
 * @param file relative to the repository; of a file outside it, what its build says of it without the machine's folders. Not
 *     trusted
 * @param line from 1
 */
public record ResolvedFrame(String variant, String frame, String file, int line) {
    public ResolvedFrame {
        if (line < 1) {
            throw new IllegalArgumentException("lines count from 1");
        }
    }

    /** Such as {@code src/Program.cs:31}. */
    public String place() {
        return file + ":" + line;
    }
}
