package dev.coldstart.cli.init;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path as source code has it, perhaps with variables: {@code {id}}, {@code {id:int}}, {@code <id>} or {@code :id}.
 *
 * @param text begins with a slash
 */
record PathTemplate(String text) {

    private static final Pattern VARIABLE = Pattern.compile(
            "\\{[*+]{0,2}(?<name>\\w+)(?:[:=](?<takes>(?:[^{}]|\\{[^{}]*\\})*))?\\*?\\??\\}|<\\w+>|(?<=/):\\w+");
    private static final Pattern QUERY = Pattern.compile("\\{[?&#][^{}]*\\}");
    private static final Pattern ASKABLE = Pattern.compile("/[A-Za-z0-9/_.~-]*");

    /** Whether something can be put for its variables; a pattern such as {@code /files/*} is none. */
    boolean isAskable() {
        return ASKABLE.matcher(filled()).matches();
    }

    /** Its variables as they are written. */
    List<String> variables() {
        return VARIABLE.matcher(path()).results().map(MatchResult::group).toList();
    }

    /** With a value for each variable, without what may be left out. */
    String filled() {
        return VARIABLE.matcher(path()).replaceAll(variable -> Matcher.quoteReplacement(value(variable)));
    }

    /** What is put for which variables, as in "1 for {id}, true for {all:bool}". */
    String put() {
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLE.matcher(path())
                .results()
                .forEach(variable -> variables.merge(value(variable), variable.group(), (a, b) -> a + ", " + b));
        return variables.entrySet().stream()
                .map(e -> e.getKey() + " was put for " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String value(MatchResult variable) {
        return RouteValue.of(Optional.ofNullable(variable.group("takes")).orElse(""));
    }

    private String path() {
        return QUERY.matcher(text).replaceAll("");
    }
}
