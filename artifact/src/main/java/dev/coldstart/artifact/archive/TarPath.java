package dev.coldstart.artifact.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A path in an archive, or the reason why it can't be one. */
final class TarPath {

    private static final int LONGEST = 1000;
    private static final int LONGEST_NAME = 255;
    private static final int SHOWN = 120;

    private TarPath() {}

    /** The names of its folders and its own; none for the archive's root. */
    static List<String> segments(String path) throws ArchiveRefusedException {
        if (path.startsWith("/")) {
            throw refused(ArchiveProblem.ABSOLUTE_PATH, path, "begins with /");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw refused(ArchiveProblem.BAD_NAME, path, "is longer than " + LONGEST + " bytes");
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw refused(ArchiveProblem.BAD_NAME, path, "has a control character in it");
        }
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                throw refused(ArchiveProblem.PARENT_PATH, path, "has .. in it");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw refused(ArchiveProblem.BAD_NAME, path, "has a name of more than " + LONGEST_NAME + " bytes");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** A path for a message. */
    static String shown(String path) {
        String clean = path.replaceAll("\\p{Cc}", "?");
        return "'" + (clean.length() > SHOWN ? clean.substring(0, SHOWN) + "..." : clean) + "'";
    }

    private static ArchiveRefusedException refused(ArchiveProblem problem, String path, String why) {
        return new ArchiveRefusedException(problem, "the path " + shown(path) + " " + why);
    }
}
