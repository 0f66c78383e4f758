package dev.coldstart.artifact.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.artifact.folder.PublishedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes what a published folder ships as a tar compressed with zstd. The same files give the same bytes. Their modification
 * times are among what counts, in whole seconds: the JVM compares them with those that its AOT cache was made from.
 */
public final class ArchiveWriter {

    /** Zstd's own choice: as small as gzip's best, in a tenth of its time. */
    private static final int LEVEL = 3;

    private static final int PLAIN = 0100644;
    private static final int EXECUTABLE = 0100755;

    private ArchiveWriter() {}

    /** Writes it, and leaves the stream open. */
    public static void write(PublishedFolder folder, OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer packed = new ZstdOutputStreamNoFinalizer(out, LEVEL).setChecksum(true);
        try {
            write(folder.files(), new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name()));
        } finally {
            packed.closeWithoutClosingParentStream();
        }
    }

    private static void write(List<PublishedFile> files, TarArchiveOutputStream tar) throws IOException {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (PublishedFile file : files) {
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
    }
}
