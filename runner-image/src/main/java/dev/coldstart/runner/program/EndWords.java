package dev.coldstart.runner.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be said of a program that did not end, or not as it should. */
public final class EndWords {

    private static final int SHOWN = 300;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Of a CPU, all the time: it computes. */
    private static final double BUSY = 0.5;

    /** What programs and libraries say where they want a terminal: C, .NET, Java, Python, Node, Rust, Go. */
    private static final Pattern NO_TERMINAL = Pattern.compile(
            "(?i)not a (tty|terminal|typewriter)|inappropriate ioctl for device|/dev/tty|cannot read keys when"
                    + "|no (controlling )?(tty|terminal)|stdin is not|input is redirected|console input has been redirected"
                    + "|ENOTTY|requires? (a|an interactive) (tty|terminal)|dumb terminal|not an? interactive");

    /** The number of read(2). */
    private static final String READ = System.getProperty("os.arch", "").equals("aarch64") ? "63" : "0";

    private EndWords() {}

    /** An addition where its own words say that it wants a terminal; else nothing. */
    public static String terminal(List<String> log) {
        return log.stream().anyMatch(line -> NO_TERMINAL.matcher(line).find())
                ? "; it says that it wants a terminal, and has none: give it the arguments or the input with which it asks"
                        + " nobody"
                : "";
    }

    public static String otherwise(String text, Printed printed) {
        String what = text.isBlank()
                ? "it printed nothing"
                : "it printed something else than expected: "
                        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text.strip());
        return printed.whole()
                ? what
                : what + " (of " + printed.length() + " bytes the first " + Printed.MAX_BEGINNING + " were looked at)";
    }

    /**
     * Of one that had its time: what it does in place of ending.
     *
     * @param cpuNs what it has used of it
     * @param listening where something listens, for people; empty where nothing does
     */
    public static String stillThere(int pid, long cpuNs, Duration deadline, Optional<String> listening) {
        String had = "it had not ended after " + deadline.toMillis() + " ms: ";
        if (listening.isPresent()) {
            return had + "it listens on " + listening.get()
                    + ", as a service does, which is measured with scenario: http";
        }
        if (cpuNs > BUSY * deadline.toNanos()) {
            return had + "it was computing, and a longer deadline may be all that it needs";
        }
        return had + "it waits, having used " + cpuNs / NANOS_PER_MILLI + " ms of CPU time, "
                + waitsFor(pid).orElse("for something that did not come");
    }

    /** What the main thread reads from, by the system call that it is in. */
    private static Optional<String> waitsFor(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        try {
            String[] call = Files.readString(process.resolve("syscall")).strip().split(" ", -1);
            if (call.length < 2 || !call[0].equals(READ)) {
                return Optional.empty();
            }
            int descriptor = Integer.decode(call[1]);
            String target =
                    Files.readSymbolicLink(process.resolve("fd/" + descriptor)).toString();
            return Optional.of(
                    target.startsWith("/dev/tty") || target.startsWith("/dev/pts")
                            ? "for a terminal's input"
                            : "for input that never comes, from "
                                    + (descriptor == 0 ? "standard input" : target.replaceAll(":.*", "")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
