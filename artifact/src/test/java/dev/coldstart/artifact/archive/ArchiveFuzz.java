package dev.coldstart.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What inspection accepts unpacking accepts, what the one refuses the other refuses for the same reason, and nothing is written
 * outside the folder. The first byte says how the rest comes: as it is, or as a tar whose checksums are made right and which is
 * compressed, as no search would come upon those by chance.
 */
public final class ArchiveFuzz {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(1 << 16, 1 << 18, 64);
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int SIZE = 124;

    private ArchiveFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] archive = switch (input[0]) {
            case 'z' -> Tar.zstd(repaired(rest));
            case 'g' -> Tar.gzip(repaired(rest));
            default -> rest;
        };
        try (Scratch scratch = Scratch.make()) {
            Path dir = scratch.dir().resolve("a").resolve("b");
            Optional<ArchiveProblem> inspected =
                    problem(() -> ArchiveReader.inspect(new ByteArrayInputStream(archive), LIMITS));
            Optional<ArchiveProblem> unpacked =
                    problem(() -> Unpacking.into(dir, new ByteArrayInputStream(archive), LIMITS));
            assertThat(unpacked).isEqualTo(inspected);
            assertThat(names(scratch.dir())).containsExactly("a");
            assertThat(names(scratch.dir().resolve("a"))).containsExactly("b");
            try (Stream<Path> all = Files.walk(dir)) {
                assertThat(all)
                        .allMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .hasSizeLessThanOrEqualTo(LIMITS.entries() + 1);
            }
        }
    }

    private interface Reading {
        void run() throws IOException, ArchiveRefusedException;
    }

    private static Optional<ArchiveProblem> problem(Reading reading) throws IOException {
        try {
            reading.run();
            return Optional.empty();
        } catch (ArchiveRefusedException e) {
            return Optional.of(e.problem());
        }
    }

    private static List<String> names(Path dir) throws IOException {
        try (Stream<Path> inside = Files.list(dir)) {
            return inside.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** The same tar with the right checksum in every header. */
    private static byte[] repaired(byte[] tar) {
        byte[] repaired = Arrays.copyOf(tar, (tar.length + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK);
        int at = 0;
        while (at + TarHeader.BLOCK <= repaired.length) {
            if (repaired[at] != 0 || repaired[at + TYPE] != 0) {
                sign(repaired, at);
            }
            at += TarHeader.BLOCK * (1 + blocks(repaired, at));
        }
        return repaired;
    }

    private static void sign(byte[] tar, int header) {
        Arrays.fill(tar, header + CHECKSUM, header + CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < TarHeader.BLOCK; i++) {
            sum += tar[header + i] & 0xff;
        }
        for (int i = 5; i >= 0; i--) {
            tar[header + CHECKSUM + i] = (byte) ('0' + (sum & 7));
            sum >>= 3;
        }
    }

    /** How many blocks of content a header's size comes to, as far as it is octal. */
    private static int blocks(byte[] tar, int header) {
        int size = 0;
        for (int i = header + SIZE; i < header + SIZE + 11 && size < tar.length; i++) {
            size = tar[i] >= '0' && tar[i] <= '7' ? size * 8 + tar[i] - '0' : size;
        }
        return (Math.min(size, tar.length) + TarHeader.BLOCK - 1) / TarHeader.BLOCK;
    }
}
