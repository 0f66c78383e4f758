package dev.coldstart.cli.init;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A value that a path's variable takes: by ASP.NET Core's names for what it may be, or by a regular expression. */
final class RouteValue {

    private static final String UUID = "00000000-0000-0000-0000-000000000001";
    /** For a text as well as for a number; the others where that is refused. */
    private static final List<String> CANDIDATES = List.of("1", "a", "A", "111", "aaa", "true", "2026-01-01", UUID);

    private static final Pattern LENGTH = Pattern.compile("\\b(?:min)?length\\((?<least>[0-9]{1,2})\\b");
    private static final Pattern LEAST = Pattern.compile("\\b(?:min|range)\\((?<least>[0-9]{1,9})\\b");
    private static final Pattern NAMED = Pattern.compile(
            "(?:(?:int|long|decimal|double|float|bool|guid|datetime|alpha|required|file|nonfile|\\w+\\([^()]*\\))(?::|$))*");

    private RouteValue() {}

    /**
     * Chooses one.
     *
     * @param takes what stands behind the variable's name, such as {@code int:min(5)} or {@code [a-z]+}; may be empty
     */
    static String of(String takes) {
        String said = takes.strip();
        return NAMED.matcher(said).matches() ? named(said) : matching(said);
    }

    private static String named(String said) {
        if (said.contains("guid")) {
            return UUID;
        }
        if (said.contains("bool")) {
            return "true";
        }
        if (said.contains("datetime")) {
            return "2026-01-01";
        }
        String one = said.contains("alpha") ? "a" : "1";
        return LENGTH.matcher(said)
                .results()
                .map(length -> one.repeat(Math.max(1, least(length))))
                .findFirst()
                .or(() -> LEAST.matcher(said)
                        .results()
                        .map(number -> String.valueOf(least(number)))
                        .findFirst())
                .orElse(one);
    }

    private static int least(MatchResult said) {
        return Integer.parseInt(said.group("least"));
    }

    private static String matching(String expression) {
        try {
            // In time that grows with its length alone: it is the source's.
            com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(expression.replace("\\\\", "\\"));
            return CANDIDATES.stream().filter(pattern::matches).findFirst().orElse(CANDIDATES.getFirst());
        } catch (PatternSyntaxException e) {
            return CANDIDATES.getFirst();
        }
    }
}
