package dev.coldstart.artifact.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line that starts a JVM, and whether an AOT cache is in force in it. The JVM goes on without a cache that it
 * refuses, and says so on its standard output at most; with {@code -XX:AOTMode=on} it ends instead, and nothing else is
 * different (JEP 483). So a start with a cache is one in which it was in force.
 *
 * @param words the program first
 */
record JavaCommand(List<String> words) {

    private static final String CACHE = "-XX:AOTCache=";
    private static final String MODE = "-XX:AOTMode=";
    private static final String HELD_TO_IT = MODE + "on";
    private static final Pattern SWITCHED_OFF =
            Pattern.compile("-XX:AOTMode=(off|record|create)|-Xshare:off|-XX:(AOTCacheOutput|SharedArchiveFile)=.*");

    /** Options whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--enable-native-access",
            "--limit-modules",
            "--patch-module");

    JavaCommand {
        words = List.copyOf(words);
    }

    /** Whether a program is the JDK's launcher, by its name. */
    static boolean isLauncher(String program) {
        return program.equals("java") || program.endsWith("/java");
    }

    /** The jar that it runs; empty where it names a class or a module. */
    Optional<String> jar() {
        int end = endOfOptions();
        return end + 1 < words.size() && words.get(end).equals("-jar")
                ? Optional.of(words.get(end + 1))
                : Optional.empty();
    }

    /** The cache that it names and does not switch off. */
    Optional<String> cache() {
        return isSwitchedOff()
                ? Optional.empty()
                : options().stream()
                        .filter(w -> w.startsWith(CACHE))
                        .map(w -> w.substring(CACHE.length()))
                        .reduce((first, last) -> last);
    }

    /** The same with a cache, where it names none, and held to the one that it names. */
    JavaCommand heldToCache(Optional<String> found) {
        if (isSwitchedOff() || (cache().isEmpty() && found.isEmpty())) {
            return this;
        }
        List<String> held = new ArrayList<>();
        held.add(words.getFirst());
        if (cache().isEmpty()) {
            held.add(CACHE + found.orElseThrow());
        }
        held.add(HELD_TO_IT);
        int end = endOfOptions();
        for (int i = 1; i < words.size(); i++) {
            if (i >= end || !words.get(i).startsWith(MODE)) {
                held.add(words.get(i));
            }
        }
        return new JavaCommand(held);
    }

    private boolean isSwitchedOff() {
        return options().stream().anyMatch(w -> SWITCHED_OFF.matcher(w).matches());
    }

    private List<String> options() {
        return words.subList(1, endOfOptions());
    }

    private int endOfOptions() {
        int i = 1;
        while (i < words.size()) {
            String word = words.get(i);
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                return i;
            }
            if (!word.startsWith("-") && !word.startsWith("@")) {
                return i;
            }
            i += WITH_VALUE.contains(word) ? 2 : 1;
        }
        return words.size();
    }
}
