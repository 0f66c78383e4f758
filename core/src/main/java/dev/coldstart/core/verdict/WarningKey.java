package dev.coldstart.core.verdict;

import com.google.re2j.Pattern;
import dev.coldstart.core.artifact.BuildWarning;

/**
 * What makes a warning the same at two revisions: code, assembly, member and message. A line that moved, a file that was
 * renamed and the ordinal numbers that compilers give to lambdas and closures do not make a new one.
 */
record WarningKey(String code, String assembly, String member, String message) {

    private static final Pattern LINES = Pattern.compile("\\(\\d+(?:,\\d+)*\\)");

    /** {@code <Main>b__0_3}, {@code <Main>g__Local|0_1}, {@code <Get>d__7}, {@code <>c__DisplayClass3_0}. */
    private static final Pattern ORDINALS = Pattern.compile("((?:[bd]__|\\||DisplayClass))\\d+(?:_\\d+)*");

    static WarningKey of(BuildWarning warning) {
        boolean member = !LINES.matcher(warning.place()).find();
        return new WarningKey(
                warning.code(), warning.assembly(), member ? steady(warning.place()) : "", steady(warning.message()));
    }

    private static String steady(String text) {
        return ORDINALS.matcher(LINES.matcher(text).replaceAll("()")).replaceAll("$1");
    }
}
