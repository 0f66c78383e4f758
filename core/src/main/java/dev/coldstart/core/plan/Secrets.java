package dev.coldstart.core.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What looks like a secret by its name, and is kept out of everything that is written. */
public final class Secrets {

    /** What stands in place of a secret. */
    public static final String HIDDEN = "(hidden)";

    private static final Pattern NAME =
            Pattern.compile("(?i)passw|pwd|secret|token|key|credential|connection_?string|authorization|cookie");
    private static final Pattern HEADER = Pattern.compile("(?i)auth|session");
    /** Where a shell is, which is no secret and in every line of a build's log. */
    private static final Pattern FOLDER = Pattern.compile("(OLD)?PWD");

    private Secrets() {}

    /** Whether a setting of this name may hold a secret. */
    public static boolean isName(String name) {
        return NAME.matcher(name).find() && !FOLDER.matcher(name).matches();
    }

    /** Whether a request header of this name may hold a secret. */
    public static boolean isHeader(String name) {
        return isName(name) || HEADER.matcher(name).find();
    }

    /** The same headers with the values of secrets replaced. */
    public static Map<String, String> hiddenHeaders(Map<String, String> headers) {
        Map<String, String> shown = new TreeMap<>(headers);
        shown.replaceAll((name, value) -> isHeader(name) ? HIDDEN : value);
        return shown;
    }

    /** The same settings with the values of secrets replaced. */
    public static Map<String, String> hidden(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> isName(name) ? HIDDEN : value);
        return shown;
    }
}
