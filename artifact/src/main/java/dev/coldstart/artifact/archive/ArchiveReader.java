package dev.coldstart.artifact.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.coldstart.core.units.Moment;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads a tar, compressed with zstd or gzip, whose sender is not trusted, in one pass and in bounded memory. It knows files and
 * folders, the long names of POSIX and of GNU, and nothing else: a library that knows more would have to be kept from using
 * it. The same code inspects an upload and unpacks it, so that nothing can be one thing to the first and another to the
 * second.
 */
public final class ArchiveReader {

    private static final int BUFFER = 1 << 16;
    private static final int OWNER_EXECUTES = 0100;

    /** 8 MiB, which every decoder of zstd is to have (RFC 8878); what a frame asks for beyond that is refused. */
    private static final int MAX_ZSTD_WINDOW = 23;

    /**
     * What was in it.
     *
     * @param unpackedBytes of the tar archive
     * @param entries files and folders
     */
    public record Contents(long unpackedBytes, int entries) {}

    /** Told of what is in it, in its order. */
    public interface Visitor {
        /**
         * A folder; those that are only in a file's path are not told of.
         *
         * @throws ArchiveRefusedException when there can't be such a folder here
         */
        void folder(List<String> path) throws IOException, ArchiveRefusedException;

        /**
         * A file; what is not read of its content is skipped.
         *
         * @throws ArchiveRefusedException when there can't be such a file here
         */
        void file(List<String> path, boolean executable, Instant modified, InputStream content)
                throws IOException, ArchiveRefusedException;
    }

    private final ArchiveLimits limits;
    private final Visitor visitor;
    private final KnownPaths known;

    private ArchiveReader(ArchiveLimits limits, Visitor visitor) {
        this.limits = limits;
        this.visitor = visitor;
        this.known = new KnownPaths(limits.entries());
    }

    /** Reads it, and does nothing with what is in it. */
    public static Contents inspect(InputStream in, ArchiveLimits limits) throws IOException, ArchiveRefusedException {
        return read(in, limits, new Visitor() {
            @Override
            public void folder(List<String> path) {}

            @Override
            public void file(List<String> path, boolean executable, Instant modified, InputStream content) {}
        });
    }

    /**
     * Reads all of it, to the stream's end.
     *
     * @throws ArchiveRefusedException when it is not what may be sent; what the visitor did so far is to be undone
     * @throws IOException when the stream or the visitor fails
     */
    public static Contents read(InputStream in, ArchiveLimits limits, Visitor visitor)
            throws IOException, ArchiveRefusedException {
        return new ArchiveReader(limits, visitor).read(in);
    }

    private Contents read(InputStream in) throws IOException, ArchiveRefusedException {
        Source source = new Source(in);
        // Only of a stream with a mark does the decompressor leave what follows it.
        BufferedInputStream packed = new BufferedInputStream(source, BUFFER);
        try (InputStream unpacked = decompressed(source, packed)) {
            TarBlocks blocks = new TarBlocks(unpacked, limits.unpackedBytes());
            read(blocks, source);
            if (packed.read() >= 0) {
                throw new ArchiveRefusedException(
                        ArchiveProblem.TRAILING_DATA, "there is something after the end of the compressed archive");
            }
            if (known.files() == 0) {
                throw new ArchiveRefusedException(
                        ArchiveProblem.NO_FILES, "it has no file in it: pack the folder that the build published to");
            }
            return new Contents(blocks.count(), known.entries());
        }
    }

    private void read(TarBlocks blocks, Source source) throws IOException, ArchiveRefusedException {
        try {
            entries(blocks);
            blocks.zerosToTheEnd();
        } catch (IOException e) {
            if (source.failed() || !blocks.failed()) {
                throw e;
            }
            throw e instanceof EOFException || source.ended()
                    ? new ArchiveRefusedException(
                            ArchiveProblem.TRUNCATED, "it ends in the middle: send it again, whole")
                    : corrupt(e);
        }
    }

    private static ArchiveRefusedException corrupt(IOException e) {
        return new ArchiveRefusedException(
                ArchiveProblem.CORRUPT, "it can't be decompressed (" + e.getMessage() + "): send it again");
    }

    private static InputStream decompressed(Source source, InputStream packed)
            throws IOException, ArchiveRefusedException {
        packed.mark(Compression.MAGIC_BYTES);
        Compression compression = Compression.of(packed.readNBytes(Compression.MAGIC_BYTES))
                .orElseThrow(() -> new ArchiveRefusedException(
                        ArchiveProblem.NOT_COMPRESSED,
                        "it begins neither as zstd nor as gzip does: send a compressed tar"));
        packed.reset();
        try {
            return switch (compression) {
                case ZSTD -> new ZstdInputStreamNoFinalizer(packed).setLongMax(MAX_ZSTD_WINDOW);
                case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(packed)
                            .setBufferSize(BUFFER)
                            .get();
            };
        } catch (IOException e) {
            if (source.failed()) {
                throw e;
            }
            throw corrupt(e);
        }
    }

    private void entries(TarBlocks blocks) throws IOException, ArchiveRefusedException {
        TarAttributes attributes = TarAttributes.NONE;
        while (true) {
            byte[] block = blocks.block();
            if (isZero(block)) {
                if (!isZero(blocks.block())) {
                    throw new ArchiveRefusedException(
                            ArchiveProblem.NOT_TAR, "there is an empty block between two entries");
                }
                return;
            }
            TarHeader header = TarHeader.parse(block);
            switch (header.type()) {
                case 'x' -> attributes = attributes.extended(metadata(blocks, header));
                case 'L' -> attributes = attributes.named(metadata(blocks, header));
                // What is said of all files, such as the commit by git archive, is nothing that is used.
                case 'g' -> metadata(blocks, header);
                default -> {
                    entry(blocks, attributes.applied(header));
                    attributes = TarAttributes.NONE;
                }
            }
        }
    }

    private static byte[] metadata(TarBlocks blocks, TarHeader header) throws IOException, ArchiveRefusedException {
        if (header.size() > TarAttributes.MAX_BYTES) {
            throw new ArchiveRefusedException(
                    ArchiveProblem.BAD_NAME, "an entry's attributes are longer than any file needs");
        }
        return blocks.padded((int) header.size());
    }

    private void entry(TarBlocks blocks, TarHeader header) throws IOException, ArchiveRefusedException {
        switch (header.type()) {
            case '0', '\0', '7' -> {
                List<String> path = TarPath.segments(header.name());
                if (path.isEmpty() || header.name().endsWith("/")) {
                    throw new ArchiveRefusedException(
                            ArchiveProblem.BAD_NAME,
                            "the file " + TarPath.shown(header.name()) + " is named as a folder is");
                }
                known.file(path);
                if (!Moment.isOfAFile(header.modified())) {
                    throw new ArchiveRefusedException(
                            ArchiveProblem.NOT_TAR,
                            TarPath.shown(header.name())
                                    + " has a date that no archive holds, beyond the year 2242: touch it and pack again");
                }
                TarBlocks.Content content = blocks.content(header.size());
                boolean executable = (header.mode() & OWNER_EXECUTES) != 0;
                visitor.file(path, executable, Instant.ofEpochSecond(header.modified()), content);
                content.finish();
            }
            case '5' -> {
                List<String> path = TarPath.segments(header.name());
                if (!path.isEmpty()) {
                    known.folder(path);
                    visitor.folder(path);
                }
                blocks.content(header.size()).finish();
            }
            case '1', '2', 'K' ->
                throw new ArchiveRefusedException(
                        ArchiveProblem.LINK,
                        TarPath.shown(header.name()) + " is a link: put a copy of the file in its place");
            case '3', '4', '6' ->
                throw new ArchiveRefusedException(
                        ArchiveProblem.DEVICE,
                        TarPath.shown(header.name()) + " is a device or a pipe: an app ships files alone");
            default ->
                throw new ArchiveRefusedException(
                        ArchiveProblem.NOT_TAR,
                        TarPath.shown(header.name()) + " is of a kind that is not known: send plain files");
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** What is read from, and whether it was that which failed. */
    private static final class Source extends FilterInputStream {

        private boolean failed;
        private boolean ended;

        private Source(InputStream in) {
            super(in);
        }

        private boolean failed() {
            return failed;
        }

        /** Whether more was asked for than there is. */
        private boolean ended() {
            return ended;
        }

        @Override
        public int read() throws IOException {
            try {
                return counted(super.read());
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return counted(super.read(bytes, offset, length));
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        /** Whoever handed it in closes it; the decompressor, which has memory of its own, is closed here. */
        @Override
        public void close() {}

        private int counted(int read) {
            ended |= read < 0;
            return read;
        }
    }
}
