package dev.coldstart.cli.init;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A path as source code has it, perhaps with variables: {@code {id}}, {@code {id:int}}, {@code <id>} or {@code :id}.
 *
 * @param text begins with a slash
 */
record PathTemplate(String text) {

    /** For a text as well as for a number. */
    private static final String VALUE = "1";

    private static final Pattern VARIABLE =
            Pattern.compile("\\{[*+]{0,2}(?<name>\\w+)(?:[:=][^{}]*)?\\*?\\??\\}|<\\w+>|(?<=/):\\w+");
    private static final Pattern QUERY = Pattern.compile("\\{[?&#][^{}]*\\}");
    private static final Pattern ASKABLE = Pattern.compile("/[A-Za-z0-9/_.~-]*");

    /** Whether something can be put for its variables; a pattern such as {@code /files/*} is none. */
    boolean isAskable() {
        return ASKABLE.matcher(filled()).matches();
    }

    /** Its variables as they are written. */
    List<String> variables() {
        return VARIABLE.matcher(path()).results().map(m -> m.group()).toList();
    }

    /** With a value for each variable, without what may be left out. */
    String filled() {
        return VARIABLE.matcher(path()).replaceAll(VALUE);
    }

    private String path() {
        return QUERY.matcher(text).replaceAll("");
    }
}
