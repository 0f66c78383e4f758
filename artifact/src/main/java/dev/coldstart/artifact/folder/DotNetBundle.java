package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a .NET app that was published as one file, as the bundle's manifest says. The launcher has a mark in it, the
 * SHA-256 of ".net core bundle", and before the mark where the manifest begins, 0 where nothing was bundled; see
 * dotnet/designs, single-file/bundler.md.
 *
 * @param config the app's {@code runtimeconfig.json}
 */
record DotNetBundle(List<Entry> entries, Optional<String> config) {

    /** Native libraries have this type; they are in the bundle to be written to the disk. */
    private static final int NATIVE_BINARY = 2;

    private static final byte[] MARK = {
        (byte) 0x8b,
        0x12,
        0x02,
        (byte) 0xb9,
        0x6a,
        0x61,
        0x20,
        0x38,
        0x72,
        0x7b,
        (byte) 0x93,
        0x02,
        0x14,
        (byte) 0xd7,
        (byte) 0xa0,
        0x32,
        0x13,
        (byte) 0xf5,
        (byte) 0xb9,
        (byte) 0xe6,
        (byte) 0xef,
        (byte) 0xae,
        0x33,
        0x18,
        (byte) 0xee,
        0x3b,
        0x2d,
        (byte) 0xce,
        0x24,
        (byte) 0xb3,
        0x6a,
        (byte) 0xae
    };

    /** The launcher with the runtime in it has 10 MB; what is bundled follows it. */
    private static final int SEARCHED = 32 << 20;

    private static final int MAX_ENTRIES = 20_000;
    private static final int LONGEST_CONFIG = 1 << 20;
    private static final int WITH_CONFIG = 2;
    private static final int WITH_COMPRESSION = 6;

    /**
     * One file of the bundle.
     *
     * @param compressed whether it is unpacked when it is loaded
     */
    record Entry(String path, long offset, long size, boolean compressed, boolean nativeLibrary) {}

    boolean isCompressed() {
        return entries.stream().anyMatch(Entry::compressed);
    }

    boolean hasNativeLibraries() {
        return entries.stream().anyMatch(Entry::nativeLibrary);
    }

    /**
     * Reads the bundle that a program is; empty when it is none.
     *
     * @throws ArtifactException when the file can't be read
     */
    static Optional<DotNetBundle> in(Path program) {
        try (SeekableByteChannel in = Files.newByteChannel(program)) {
            long manifest = manifest(in);
            return manifest > 0 && manifest < in.size() ? Optional.of(read(in, manifest)) : Optional.empty();
        } catch (IOException e) {
            throw new ArtifactException("can't read " + program + ": " + IoReason.of(e), e);
        } catch (IllegalArgumentException e) {
            // A mark without a manifest that can be read: whatever it is, it is not known to be a bundle.
            return Optional.empty();
        }
    }

    private static long manifest(SeekableByteChannel in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(Math.min(in.size(), SEARCHED))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && in.read(buffer) > 0) {
            // reads on
        }
        for (int at = Long.BYTES; at <= buffer.position() - MARK.length; at++) {
            if (bytes[at] == MARK[0] && java.util.Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
                return buffer.getLong(at - Long.BYTES);
            }
        }
        return 0;
    }

    private static DotNetBundle read(SeekableByteChannel in, long from) throws IOException {
        Cursor cursor = new Cursor(in, from);
        int major = cursor.number();
        cursor.number();
        int files = cursor.number();
        if (major < 1 || major > 100 || files < 0 || files > MAX_ENTRIES) {
            throw new IllegalArgumentException("no manifest");
        }
        cursor.text();
        Optional<String> config = Optional.empty();
        if (major >= WITH_CONFIG) {
            cursor.longNumber();
            cursor.longNumber();
            long at = cursor.longNumber();
            long size = cursor.longNumber();
            cursor.longNumber();
            if (at > 0 && size > 0 && size <= LONGEST_CONFIG) {
                config = Optional.of(new Cursor(in, at).text(Math.toIntExact(size)));
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            long offset = cursor.longNumber();
            long size = cursor.longNumber();
            boolean compressed = major >= WITH_COMPRESSION && cursor.longNumber() > 0;
            boolean nativeLibrary = cursor.octet() == NATIVE_BINARY;
            entries.add(new Entry(cursor.text(), offset, size, compressed, nativeLibrary));
        }
        return new DotNetBundle(List.copyOf(entries), config);
    }

    /** Reads what a .NET BinaryWriter wrote. */
    private static final class Cursor {
        private final SeekableByteChannel in;
        private long at;

        Cursor(SeekableByteChannel in, long at) {
            this.in = in;
            this.at = at;
        }

        int octet() throws IOException {
            return Byte.toUnsignedInt(take(1).get());
        }

        int number() throws IOException {
            return take(Integer.BYTES).getInt();
        }

        long longNumber() throws IOException {
            return take(Long.BYTES).getLong();
        }

        /** Its length goes before it, seven bits in a byte. */
        String text() throws IOException {
            int length = 0;
            for (int shift = 0; shift < 21; shift += 7) {
                int octet = octet();
                length |= (octet & 0x7f) << shift;
                if (octet < 0x80) {
                    return text(length);
                }
            }
            throw new IllegalArgumentException("no text of a manifest");
        }

        String text(int length) throws IOException {
            return StandardCharsets.UTF_8.decode(take(length)).toString();
        }

        private ByteBuffer take(int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            in.position(at);
            while (buffer.hasRemaining() && in.read(buffer) > 0) {
                // reads on
            }
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException("the manifest is cut off");
            }
            at += length;
            return buffer.flip();
        }
    }
}
