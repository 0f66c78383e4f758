package dev.coldstart.cli.build.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in which MSBuild writes warnings and errors, and nothing else. What it prints is a poorer source: a
 * Directory.Build.rsp may keep it from printing, another logger leaves the project out, and of lines that belong together
 * nothing tells that they do.
 *
 * @param intermediate the folder of the build's intermediate files
 */
public record MsBuildLog(Path file, Path intermediate) {

    /** UTF-8's byte order mark, which .NET begins a file with. */
    private static final String MARK = "\uFEFF";

    /** Each event has the number of its node before its first line: {@code "     1>"}. */
    private static final Pattern FIRST = Pattern.compile("^\\s*\\d+(?::\\d+)?>(?<rest>.*)$");

    /** Makes MSBuild write it. The ninth of its file loggers is the one that nobody else uses. */
    public String option() {
        return "-fileLoggerParameters9:LogFile=" + file
                + ";Verbosity=normal;WarningsOnly;ErrorsOnly;NoSummary;EnableMPLogging;Append;Encoding=UTF-8";
    }

    /** How paths are shown in what this build says. */
    CheckoutPaths in(CheckoutPaths places) {
        return places.and(intermediate);
    }

    /** Whether it was written: not where MSBuild did not run. */
    boolean isThere() {
        return Files.isRegularFile(file);
    }

    /** What is in it, its lines without secrets. */
    BuildMessages messages(CheckoutPaths places, UnaryOperator<String> mask) throws IOException {
        BuildMessages messages = new BuildMessages(in(places));
        List<String> event = new ArrayList<>();
        // What is no UTF-8, as another program's output may not be, is no reason to know nothing.
        for (String written : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            String line = mask.apply(written.replace(MARK, ""));
            Matcher first = FIRST.matcher(line);
            if (first.matches()) {
                tell(event, messages);
                event.add(first.group("rest"));
            } else if (!event.isEmpty()) {
                event.add(line);
            }
        }
        tell(event, messages);
        return messages;
    }

    private static void tell(List<String> event, BuildMessages messages) {
        if (!event.isEmpty()) {
            messages.logged(event);
            event.clear();
        }
    }
}
