package dev.coldstart.cli.build.tool;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code dotnet} prints where a {@code global.json} asks for an SDK that is not there, in one sentence. */
public final class MissingSdk {

    private static final Pattern WANTED = Pattern.compile("Requested SDK version: (?<version>\\S+)");
    private static final Pattern FILE = Pattern.compile("global\\.json file: (?<file>\\S.*)");
    private static final Pattern THERE =
            Pattern.compile("(?<version>[0-9]+\\.[0-9]+\\.[0-9]+\\S*) \\[(?<folder>.+)\\]");

    private static final String COMMAND = "* You intended to execute a .NET SDK command:";

    private MissingSdk() {}

    /** Looks for it in the lines that were printed. */
    public static Optional<String> in(List<String> lines) {
        return find(WANTED, lines)
                .map(version -> {
                    String there = lines.stream()
                            .map(line -> THERE.matcher(line.strip()))
                            .filter(Matcher::matches)
                            .map(m -> m.group("version"))
                            .distinct()
                            .collect(Collectors.joining(", "));
                    return find(FILE, lines).map(m -> m.group("file")).orElse("global.json") + " asks for the .NET SDK "
                            + version.group("version") + ", and "
                            + (there.isEmpty() ? "none is installed" : "installed is " + there)
                            + ": install that SDK, or let global.json take another (its sdk.version and sdk.rollForward)";
                })
                .or(() -> inTheirWords(lines));
    }

    /** A global.json may have a message of its own. */
    private static Optional<String> inTheirWords(List<String> lines) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        return stripped.stream()
                .skip(stripped.indexOf(COMMAND) + 1L)
                .filter(line -> stripped.contains(COMMAND) && !line.isEmpty())
                .findFirst()
                .map(line -> "dotnet has no SDK that it may build this with: " + line);
    }

    private static Optional<Matcher> find(Pattern pattern, List<String> lines) {
        return lines.stream()
                .map(line -> pattern.matcher(line.strip()))
                .filter(Matcher::matches)
                .findFirst();
    }
}
