package dev.coldstart.artifact.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** One of each kind; the limits are {@link #LIMITS}. */
public final class HostileArchives {

    /** Small, so that too much is made quickly. */
    public static final ArchiveLimits LIMITS = new ArchiveLimits(4 << 20, 8 << 20, 100);

    private static final int SIZE_OFFSET = 124;
    private static final int CHECKSUM_OFFSET = 148;
    private static final int ZSTD_WINDOW_OFFSET = 5;
    private static final byte WINDOW_OF_2_GB = (byte) 0xa8;

    private HostileArchives() {}

    public static Stream<Tar.Hostile> all() {
        byte[] good = new Tar().file("app", "hello").packed();
        byte[] plain = new Tar().file("app", "hello").plain();
        byte[] zstd = Tar.zstd(plain);
        Tar many = new Tar();
        Tar deep = new Tar();
        for (int i = 0; i < 101; i++) {
            many.file("f" + i, "");
        }
        deep.file("d/".repeat(101) + "f", "");
        return Stream.of(
                of("a symbolic link", ArchiveProblem.LINK, new Tar().entry("l", TarConstants.LF_SYMLINK, "")),
                of("a hard link", ArchiveProblem.LINK, new Tar().entry("l", TarConstants.LF_LINK, "")),
                of("a character device", ArchiveProblem.DEVICE, new Tar().entry("d", TarConstants.LF_CHR, "")),
                of("a block device", ArchiveProblem.DEVICE, new Tar().entry("d", TarConstants.LF_BLK, "")),
                of("a pipe", ArchiveProblem.DEVICE, new Tar().entry("p", TarConstants.LF_FIFO, "")),
                of("a kind of its own", ArchiveProblem.NOT_TAR, new Tar().entry("p", (byte) 'V', "")),
                of("an absolute path", ArchiveProblem.ABSOLUTE_PATH, new Tar().file("/etc/passwd", "x")),
                of("a path upwards", ArchiveProblem.PARENT_PATH, new Tar().file("../app", "x")),
                of("a path down and up", ArchiveProblem.PARENT_PATH, new Tar().file("a/../../app", "x")),
                of("a long path upwards", ArchiveProblem.PARENT_PATH, new Tar().file("a/".repeat(80) + "../x", "x")),
                of(
                        "a long path upwards, GNU",
                        ArchiveProblem.PARENT_PATH,
                        new Tar().gnu().file("a/".repeat(80) + "../x", "x")),
                of(
                        "a date that nothing counts to",
                        ArchiveProblem.NOT_TAR,
                        new Tar()
                                .entry("x", (byte) 'x', "29 mtime=4611686018427387904\n")
                                .file("a", "x")),
                of("a line break in a name", ArchiveProblem.BAD_NAME, new Tar().file("a\nb", "x")),
                of("a name of 300 bytes", ArchiveProblem.BAD_NAME, new Tar().file("a".repeat(300), "x")),
                of("a path of 70,000 bytes", ArchiveProblem.BAD_NAME, new Tar().file("a/".repeat(35_000) + "f", "x")),
                of(
                        "a file with a folder's name",
                        ArchiveProblem.BAD_NAME,
                        new Tar().entry("a/", TarConstants.LF_NORMAL, "")),
                of(
                        "a path twice",
                        ArchiveProblem.DUPLICATE,
                        new Tar().file("a", "x").file("a", "y")),
                of(
                        "a path twice, written otherwise",
                        ArchiveProblem.DUPLICATE,
                        new Tar().file("d/a", "x").file("./d//a", "y")),
                of(
                        "a file in a file",
                        ArchiveProblem.DUPLICATE,
                        new Tar().file("a", "x").file("a/b", "y")),
                of(
                        "a file in place of a folder",
                        ArchiveProblem.DUPLICATE,
                        new Tar().file("a/b", "y").file("a", "x")),
                of("one entry too many", ArchiveProblem.TOO_MANY_ENTRIES, many),
                of("too many folders in one path", ArchiveProblem.TOO_MANY_ENTRIES, deep),
                of("a bomb", ArchiveProblem.TOO_LARGE_UNPACKED, new Tar().zeros("z", 9 << 20)),
                new Tar.Hostile(
                        "a bomb after the end",
                        ArchiveProblem.TOO_LARGE_UNPACKED,
                        Tar.gzip(joined(plain, new byte[9 << 20]))),
                new Tar.Hostile(
                        "a length that lies by much",
                        ArchiveProblem.TOO_LARGE_UNPACKED,
                        Tar.gzip(withSize(plain, "77777777777"))),
                new Tar.Hostile(
                        "a length that lies by little",
                        ArchiveProblem.TRUNCATED,
                        Tar.gzip(withSize(plain, "00000040000"))),
                new Tar.Hostile("a negative length", ArchiveProblem.NOT_TAR, Tar.gzip(negative(plain))),
                new Tar.Hostile("a length that is none", ArchiveProblem.NOT_TAR, Tar.gzip(withSize(plain, "9x"))),
                new Tar.Hostile("a wrong checksum", ArchiveProblem.NOT_TAR, Tar.gzip(changed(plain, 0))),
                new Tar.Hostile(
                        "a text",
                        ArchiveProblem.NOT_TAR,
                        Tar.gzip("hello ".repeat(200).getBytes(StandardCharsets.UTF_8))),
                new Tar.Hostile("a tar that is not compressed", ArchiveProblem.NOT_COMPRESSED, plain),
                new Tar.Hostile("nothing", ArchiveProblem.NOT_COMPRESSED, new byte[0]),
                new Tar.Hostile("a cut stream", ArchiveProblem.TRUNCATED, Arrays.copyOf(good, good.length / 2)),
                new Tar.Hostile(
                        "a stream cut before its checksum",
                        ArchiveProblem.TRUNCATED,
                        Arrays.copyOf(good, good.length - 4)),
                new Tar.Hostile("a tar that is cut", ArchiveProblem.TRUNCATED, Tar.gzip(Arrays.copyOf(plain, 700))),
                new Tar.Hostile(
                        "a tar without its end", ArchiveProblem.TRUNCATED, Tar.gzip(Arrays.copyOf(plain, 1024))),
                new Tar.Hostile("damage", ArchiveProblem.CORRUPT, changed(good, good.length - 6)),
                new Tar.Hostile("garbage after it", ArchiveProblem.TRAILING_DATA, joined(good, new byte[] {1})),
                new Tar.Hostile("a second archive after it", ArchiveProblem.TRAILING_DATA, joined(good, good)),
                new Tar.Hostile(
                        "garbage after the tar",
                        ArchiveProblem.TRAILING_DATA,
                        Tar.gzip(joined(plain, "x".getBytes(StandardCharsets.UTF_8)))),
                new Tar.Hostile(
                        "zstd: a bomb",
                        ArchiveProblem.TOO_LARGE_UNPACKED,
                        Tar.zstd(new Tar().zeros("z", 9 << 20).plain())),
                new Tar.Hostile(
                        "zstd: a bomb after the end",
                        ArchiveProblem.TOO_LARGE_UNPACKED,
                        Tar.zstd(joined(plain, new byte[9 << 20]))),
                new Tar.Hostile("zstd: four bytes", ArchiveProblem.TRUNCATED, Arrays.copyOf(zstd, 4)),
                new Tar.Hostile("zstd: a cut stream", ArchiveProblem.TRUNCATED, Arrays.copyOf(zstd, zstd.length / 2)),
                new Tar.Hostile(
                        "zstd: a stream cut before its checksum",
                        ArchiveProblem.TRUNCATED,
                        Arrays.copyOf(zstd, zstd.length - 4)),
                new Tar.Hostile("zstd: damage", ArchiveProblem.CORRUPT, changed(zstd, zstd.length - 2)),
                new Tar.Hostile("zstd: a window of 2 GB", ArchiveProblem.CORRUPT, withWindow(zstd, WINDOW_OF_2_GB)),
                new Tar.Hostile("zstd: garbage after it", ArchiveProblem.CORRUPT, joined(zstd, plain)),
                new Tar.Hostile("zstd: a second archive after it", ArchiveProblem.TRAILING_DATA, joined(zstd, zstd)),
                of("nothing in it", ArchiveProblem.NO_FILES, new Tar()),
                of("folders alone", ArchiveProblem.NO_FILES, new Tar().folder("a/")));
    }

    private static Tar.Hostile of(String what, ArchiveProblem problem, Tar tar) {
        return new Tar.Hostile(what, problem, tar.packed());
    }

    private static byte[] withSize(byte[] tar, String octal) {
        byte[] changed = tar.clone();
        Arrays.fill(changed, SIZE_OFFSET, SIZE_OFFSET + 12, (byte) 0);
        System.arraycopy(octal.getBytes(StandardCharsets.US_ASCII), 0, changed, SIZE_OFFSET, octal.length());
        return withChecksum(changed);
    }

    private static byte[] negative(byte[] tar) {
        byte[] changed = tar.clone();
        Arrays.fill(changed, SIZE_OFFSET, SIZE_OFFSET + 4, (byte) 0xff);
        ByteBuffer.wrap(changed).putLong(SIZE_OFFSET + 4, -512);
        return withChecksum(changed);
    }

    private static byte[] withChecksum(byte[] tar) {
        Arrays.fill(tar, CHECKSUM_OFFSET, CHECKSUM_OFFSET + 8, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < TarHeader.BLOCK; i++) {
            sum += tar[i] & 0xff;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, CHECKSUM_OFFSET, digits.length);
        return tar;
    }

    private static byte[] withWindow(byte[] zstd, byte window) {
        byte[] changed = zstd.clone();
        changed[ZSTD_WINDOW_OFFSET] = window;
        return changed;
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
