package dev.coldstart.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.coldstart.artifact.folder.PublishedFile;
import dev.coldstart.artifact.folder.PublishedFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchiveTest {

    private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path dir;

    private PublishedFolder published(Path folder) throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(80)).resolve("e".repeat(60)));
        for (Path file : new Path[] {folder.resolve("app"), deep.resolve("ü.dll"), folder.resolve("empty")}) {
            Files.writeString(file, file.endsWith("empty") ? "" : file.getFileName() + "x".repeat(100_000));
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(file.endsWith("app") ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
        }
        return PublishedFolder.inspect(folder);
    }

    private static byte[] packed(PublishedFolder folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveWriter.write(folder, out);
        return out.toByteArray();
    }

    @Test
    void whatIsPackedIsUnpackedTheSame() throws Exception {
        PublishedFolder before = published(dir.resolve("before"));
        Unpacking.into(dir.resolve("after"), new ByteArrayInputStream(packed(before)), HostileArchives.LIMITS);
        PublishedFolder after = PublishedFolder.inspect(dir.resolve("after"));
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(after.files())
                .extracting(PublishedFile::path, PublishedFile::executable, PublishedFile::modified)
                .isEqualTo(before.files().stream()
                        .map(f -> tuple(f.path(), f.executable(), MODIFIED))
                        .toList());
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws Exception {
        assertThat(packed(published(dir.resolve("one")))).isEqualTo(packed(published(dir.resolve("two"))));
    }

    @Test
    void whatTarItselfPacksIsTaken() throws Exception {
        PublishedFolder folder = published(dir.resolve("folder"));
        for (String format : new String[] {"gnu", "pax", "ustar"}) {
            Process tar = new ProcessBuilder("tar", "-C", folder.dir().toString(), "--format=" + format, "-cz", ".")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream in = tar.getInputStream()) {
                Unpacking.into(dir.resolve(format), in, HostileArchives.LIMITS);
            }
            assertThat(PublishedFolder.inspect(dir.resolve(format)).digest())
                    .as(format)
                    .isEqualTo(folder.digest());
        }
    }

    static Stream<Tar.Hostile> hostile() {
        return HostileArchives.all();
    }

    @ParameterizedTest
    @MethodSource
    void hostile(Tar.Hostile archive) {
        ArchiveRefusedException refused = catchThrowableOfType(
                ArchiveRefusedException.class,
                () -> ArchiveReader.inspect(new ByteArrayInputStream(archive.bytes()), HostileArchives.LIMITS));
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).as(refused.getMessage()).isEqualTo(archive.problem());
        // It may be shown on a terminal.
        assertThat(refused).message().doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aSenderThatGoesAwayIsNoProblemOfTheArchive() {
        byte[] good = new Tar().zeros("app", 1 << 20).packed();
        InputStream cut = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == good.length / 2) {
                    throw new IOException("connection reset");
                }
                return good[at++] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                buffer[offset] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> ArchiveReader.inspect(cut, HostileArchives.LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void aDiskThatDoesNotTakeItIsNoProblemOfTheArchive() throws IOException {
        Files.createDirectories(dir.resolve("app"));
        InputStream in = new ByteArrayInputStream(new Tar().file("app", "x").packed());
        assertThatThrownBy(() -> Unpacking.into(dir, in, HostileArchives.LIMITS))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whatIsJustAllowedIsTakenAndNoMore() throws Exception {
        String name = "n".repeat(255);
        String path = ("d".repeat(199) + "/").repeat(4) + "f".repeat(200);
        byte[] long255 = new Tar().file(name, "x").packed();
        byte[] long1000 = new Tar().file(path, "x").packed();
        assertThat(ArchiveReader.inspect(new ByteArrayInputStream(long255), HostileArchives.LIMITS)
                        .entries())
                .isEqualTo(1);
        assertThat(ArchiveReader.inspect(new ByteArrayInputStream(long1000), HostileArchives.LIMITS)
                        .entries())
                .isEqualTo(5);
        assertThat(problem(new Tar().file(name + "n", "x").packed(), HostileArchives.LIMITS))
                .isEqualTo(ArchiveProblem.BAD_NAME);
        assertThat(problem(new Tar().file(path + "f", "x").packed(), HostileArchives.LIMITS))
                .isEqualTo(ArchiveProblem.BAD_NAME);

        byte[] two = new Tar().file("a", "x").file("b", "y").plain();
        byte[] packed = Tar.gzip(two);
        ArchiveLimits exact = new ArchiveLimits(packed.length, two.length, 2);
        ArchiveReader.Contents contents = ArchiveReader.inspect(new ByteArrayInputStream(packed), exact);
        assertThat(contents).isEqualTo(new ArchiveReader.Contents(two.length, 2));
        assertThat(problem(packed, new ArchiveLimits(packed.length, two.length, 1)))
                .isEqualTo(ArchiveProblem.TOO_MANY_ENTRIES);
        assertThat(problem(packed, new ArchiveLimits(packed.length, two.length - 1, 2)))
                .isEqualTo(ArchiveProblem.TOO_LARGE_UNPACKED);
    }

    private static ArchiveProblem problem(byte[] archive, ArchiveLimits limits) {
        return catchThrowableOfType(
                        ArchiveRefusedException.class,
                        () -> ArchiveReader.inspect(new ByteArrayInputStream(archive), limits))
                .problem();
    }

    /** In the locale C, which a service has where nobody sets one, the JVM writes no file's name that is not ASCII. */
    @Test
    void aNameThatTheLocaleCannotWriteIsRefused() throws Exception {
        Path archive = Files.write(
                dir.resolve("archive"), new Tar().file("gr\u00fc\u00dfe", "x").packed());
        ProcessBuilder unpacking = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                InTheLocaleC.class.getName(),
                archive.toString());
        unpacking.environment().put("LC_ALL", "C");
        Process process = unpacking.redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .contains("BAD_NAME");
    }

    /** Prints why an archive is not unpacked. */
    static final class InTheLocaleC {
        private InTheLocaleC() {}

        public static void main(String[] args) throws IOException {
            Path archive = Path.of(args[0]);
            try (InputStream in = Files.newInputStream(archive)) {
                Unpacking.into(archive.resolveSibling("unpacked"), in, ArchiveLimits.DEFAULT);
            } catch (ArchiveRefusedException e) {
                System.out.println(e.problem());
            }
        }
    }
}
