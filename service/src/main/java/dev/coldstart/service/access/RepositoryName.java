package dev.coldstart.service.access;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A repository as {@code owner/name}, in lower case: the hosts of repositories don't tell cases apart, so two spellings must not
 * be two repositories here.
 */
public record RepositoryName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_.-]{1,100}/[a-z0-9_.-]{1,100}");

    public RepositoryName {
        value = value.toLowerCase(Locale.ROOT);
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "a repository is written owner/name, in letters, digits, '.', '-' and '_', each part at most 100 long");
        }
    }

    private static boolean isOne(String lower) {
        // A part of dots alone would mean a folder somewhere.
        return SHAPE.matcher(lower).matches()
                && !lower.startsWith("./")
                && !lower.startsWith("../")
                && !lower.endsWith("/.")
                && !lower.endsWith("/..");
    }

    public String owner() {
        return value.substring(0, value.indexOf('/'));
    }

    @Override
    public String toString() {
        return value;
    }
}
