package dev.coldstart.artifact.archive;

/**
 * What an archive may come to.
 *
 * @param packedBytes as it is sent
 * @param unpackedBytes of all files together, headers and padding included
 * @param entries files and folders, those that are only named in a file's path included
 */
public record ArchiveLimits(long packedBytes, long unpackedBytes, int entries) {

    public static final ArchiveLimits DEFAULT = new ArchiveLimits(200L << 20, 1L << 30, 10_000);

    public ArchiveLimits {
        if (packedBytes < 1 || unpackedBytes < 1 || entries < 1) {
            throw new IllegalArgumentException("limits are above zero");
        }
    }

    public ArchiveLimits withPackedBytes(long bytes) {
        return new ArchiveLimits(bytes, unpackedBytes, entries);
    }
}
