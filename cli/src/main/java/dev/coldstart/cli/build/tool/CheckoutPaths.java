package dev.coldstart.cli.build.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts paths of this checkout as seen from the configuration's folder, and those of intermediate files without the folder that
 * they happen to lie in: the same text at another revision, which is checked out and built elsewhere.
 */
final class CheckoutPaths {

    private record Replacement(Pattern path, String by) {}

    private final List<Replacement> replacements = new ArrayList<>();

    private CheckoutPaths() {}

    /** @param dir the configuration's folder */
    static CheckoutPaths seenFrom(Path dir) {
        CheckoutPaths places = new CheckoutPaths();
        places.add(dir);
        try {
            Path real = dir.toRealPath();
            if (!real.equals(dir)) {
                places.add(real);
            }
        } catch (IOException e) {
            // Not there: then nothing is named by another path than this.
        }
        return places;
    }

    /** The same, and a folder that goes without saying. */
    CheckoutPaths and(Path folder) {
        CheckoutPaths places = new CheckoutPaths();
        places.replacements.add(below(folder, ""));
        places.replacements.addAll(replacements);
        return places;
    }

    /** A text with paths in it. */
    String in(String text) {
        String seen = text;
        for (Replacement replacement : replacements) {
            seen = replacement.path().matcher(seen).replaceAll(Matcher.quoteReplacement(replacement.by()));
        }
        return seen;
    }

    private void add(Path dir) {
        String up = "";
        Path last = root(dir);
        for (Path folder = dir;
                ;
                folder = Optional.ofNullable(folder.getParent()).orElse(last)) {
            replacements.add(below(folder, up));
            if (folder.equals(last)) {
                break;
            }
            up += "../";
        }
        replacements.add(new Replacement(Pattern.compile(start(dir) + "(?![\\w.-])"), "."));
    }

    private static Replacement below(Path folder, String by) {
        return new Replacement(Pattern.compile(start(folder) + "/"), by);
    }

    /** Not where it is the end of a longer path. */
    private static String start(Path folder) {
        return "(?<![\\w./-])" + Pattern.quote(folder.toString());
    }

    /** The working copy's, if it is in one: what is outside is this machine's and stays as it is. */
    private static Path root(Path dir) {
        for (Optional<Path> folder = Optional.of(dir); folder.isPresent(); folder = folder.map(Path::getParent)) {
            if (Files.exists(folder.get().resolve(".git"))) {
                return folder.get();
            }
        }
        return dir;
    }
}
