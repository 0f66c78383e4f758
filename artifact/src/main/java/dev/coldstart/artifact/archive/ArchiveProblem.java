package dev.coldstart.artifact.archive;

import java.util.Locale;

/** Why an archive is not taken. */
public enum ArchiveProblem {
    NOT_COMPRESSED("The file is compressed neither with zstd nor with gzip"),
    CORRUPT("The compressed data is damaged"),
    TRUNCATED("The archive ends too early"),
    TRAILING_DATA("Something follows the archive"),
    NOT_TAR("What is compressed is no tar archive"),
    LINK("The archive has a link in it"),
    DEVICE("The archive has a device in it"),
    ABSOLUTE_PATH("A path in the archive is absolute"),
    PARENT_PATH("A path in the archive leads out of it"),
    BAD_NAME("A name in the archive can't be one of a published file"),
    DUPLICATE("A path is in the archive twice"),
    TOO_MANY_ENTRIES("The archive has too many entries"),
    TOO_LARGE_UNPACKED("The archive is too large unpacked"),
    NO_FILES("There is no file in the archive");

    private final String title;

    ArchiveProblem(String title) {
        this.title = title;
    }

    /** One phrase for people. */
    public String title() {
        return title;
    }

    /** {@code not-compressed}, for programs. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
