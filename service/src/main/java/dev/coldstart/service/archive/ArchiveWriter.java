package dev.coldstart.service.archive;

import dev.coldstart.service.artifact.PublishedFile;
import dev.coldstart.service.artifact.PublishedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes what a published folder ships as a gzipped tar. The same files give the same bytes. Their modification times are
 * among what counts, in whole seconds: the JVM compares them with those that its AOT cache was made from.
 */
public final class ArchiveWriter {

    private static final int BUFFER = 1 << 16;
    private static final int PLAIN = 0100644;
    private static final int EXECUTABLE = 0100755;

    private ArchiveWriter() {}

    /** Writes it, and leaves the stream open. */
    public static void write(PublishedFolder folder, OutputStream out) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out, BUFFER);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (PublishedFile file : folder.files()) {
            TarArchiveEntry entry = new TarArchiveEntry(file.path());
            entry.setSize(file.size());
            entry.setMode(file.executable() ? EXECUTABLE : PLAIN);
            entry.setModTime(file.modified().toEpochMilli());
            tar.putArchiveEntry(entry);
            try (InputStream in = Files.newInputStream(file.source())) {
                // Throws where the file has become longer or shorter meanwhile.
                in.transferTo(tar);
            }
            tar.closeArchiveEntry();
        }
        tar.finish();
        packed.finish();
    }
}
