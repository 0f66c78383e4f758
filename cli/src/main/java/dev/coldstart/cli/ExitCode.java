package dev.coldstart.cli;

/** How every command ends; see {@code docs/command-line.md}. */
public final class ExitCode {

    public static final int MEASURED = 0;
    public static final int BUG = 1;
    public static final int USAGE = 2;
    public static final int NOT_BUILT = 3;
    public static final int NOT_MEASURED = 4;
    public static final int POLICY = 5;
    public static final int CANCELLED = 130;

    private ExitCode() {}
}
