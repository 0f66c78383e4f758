package dev.coldstart.artifact.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedFolderTest {

    @TempDir
    Path dir;

    @Test
    void listsWhatIsShippedApartFromSymbols() throws IOException {
        new Folder(dir)
                .program("app")
                .text("wwwroot/index.html", "hello")
                .text("app.dbg", "12345678")
                .text("lib/app.pdb", "12")
                .text("app.dSYM/Contents/Info.plist", "1");
        Files.setLastModifiedTime(
                dir.resolve("wwwroot/index.html"), FileTime.from(Instant.parse("2026-02-03T04:05:06.789Z")));

        PublishedFolder folder = PublishedFolder.inspect(dir);

        assertThat(folder.files()).extracting(PublishedFile::path).containsExactly("app", "wwwroot/index.html");
        assertThat(folder.symbols())
                .extracting(PublishedFile::path)
                .containsExactly("app.dSYM/Contents/Info.plist", "app.dbg", "lib/app.pdb");
        assertThat(folder.sizes().published()).isEqualTo(Files.size(dir.resolve("app")) + 5);
        assertThat(folder.sizes().symbols()).isEqualTo(11);
        assertThat(folder.file("app").orElseThrow().executable()).isTrue();
        PublishedFile page = folder.file("wwwroot/index.html").orElseThrow();
        assertThat(page.executable()).isFalse();
        assertThat(page.modified()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    }

    @Test
    void digestFollowsNamesModesAndContentsAndNothingElse() throws IOException {
        Folder folder = new Folder(dir).text("a", "1").text("b", "2").text("a.pdb", "x");
        String first = digest();
        Files.setLastModifiedTime(dir.resolve("a"), FileTime.from(Instant.EPOCH));
        folder.text("a.pdb", "y");
        assertThat(digest()).isEqualTo(first);

        folder.executable("a");
        String mode = digest();
        folder.text("a", "2");
        String content = digest();
        Files.move(dir.resolve("a"), dir.resolve("c"));
        String name = digest();
        assertThat(List.of(first, mode, content, name))
                .doesNotHaveDuplicates()
                .allMatch(d -> d.matches("sha256:.{64}"));
    }

    @Test
    void packedSizeIsThatOfAGzippedTar() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(i * 7919L).append('\n');
        }
        new Folder(dir).text("a-name-that-is-longer-than-what-the-oldest-tar-holds/".repeat(3) + "a", text.toString());

        long packed = PublishedFolder.inspect(dir).sizes().packed();

        Path expected = Files.createTempFile("packed", ".tgz");
        int exit = new ProcessBuilder("tar", "-C", dir.toString(), "-czf", expected.toString(), ".")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        assertThat((double) packed).isBetween(Files.size(expected) * 0.97, Files.size(expected) * 1.03);
        Files.delete(expected);
    }

    @Test
    void linksInsideCountAsTheFilesTheyPointAt() throws IOException {
        new Folder(dir).text("real/app.txt", "hello");
        Files.createSymbolicLink(dir.resolve("link.txt"), Path.of("real/app.txt"));
        Files.createSymbolicLink(dir.resolve("again"), Path.of("real"));
        assertThat(PublishedFolder.inspect(dir).files())
                .extracting(PublishedFile::path)
                .containsExactly("again/app.txt", "link.txt", "real/app.txt");
        assertThat(PublishedFolder.inspect(dir).sizes().published()).isEqualTo(15);
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        new Folder(dir.resolve("v1")).text("a", "hello");
        Path current = Files.createSymbolicLink(dir.resolve("current"), Path.of("v1"));
        assertThat(PublishedFolder.inspect(current).files())
                .extracting(PublishedFile::path)
                .containsExactly("a");
    }

    @Test
    void refusesWhatCantBeShipped() throws IOException, InterruptedException {
        refused(dir.resolve("nowhere"), "there is no folder", "nowhere");
        refused(dir, "is empty");
        new Folder(dir).text("file", "x");
        refused(dir.resolve("file"), "is a file, and a folder is needed");

        Path symbols = new Folder(dir.resolve("symbols")).text("a.pdb", "x").dir();
        refused(symbols, "nothing but debug symbols");

        Path outside = new Folder(dir.resolve("outside")).text("a", "x").dir();
        Files.createSymbolicLink(outside.resolve("passwd"), Path.of("/etc/passwd"));
        refused(outside, "passwd is a link to /etc/passwd, outside the folder");

        Path outsideFolder =
                new Folder(dir.resolve("outside-folder")).text("a", "x").dir();
        Files.createSymbolicLink(outsideFolder.resolve("up"), Path.of("../outside"));
        refused(outsideFolder, "up is a link to ../outside, outside the folder");

        Path broken = new Folder(dir.resolve("broken")).text("a", "x").dir();
        Files.createSymbolicLink(broken.resolve("gone"), Path.of("b"));
        refused(broken, "gone is a link to b, which does not exist");

        Path loop = new Folder(dir.resolve("loop")).text("a/b/c", "x").dir();
        Files.createSymbolicLink(loop.resolve("a/b/up"), Path.of("../../a"));
        refused(loop, "is a link to a folder that it lies in");

        Path pipe = new Folder(dir.resolve("pipe")).text("a", "x").dir();
        assertThat(new ProcessBuilder("mkfifo", pipe.resolve("p").toString())
                        .start()
                        .waitFor())
                .isZero();
        refused(pipe, "is a device, a pipe or a socket");
    }

    @Test
    void aBigFolderIsNotHeldInMemory() throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(dir.resolve("big").toFile(), "rw")) {
            file.setLength(400L << 20);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Inspect.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo("published " + (400L << 20));
    }

    /** What the test above runs in a small heap. */
    static final class Inspect {
        public static void main(String[] args) {
            PublishedFolder folder = PublishedFolder.inspect(Path.of(args[0]));
            System.out.println("published " + folder.sizes().published());
        }
    }

    private String digest() {
        return PublishedFolder.inspect(dir).digest();
    }

    private static void refused(Path dir, String... parts) {
        assertThatThrownBy(() -> PublishedFolder.inspect(dir))
                .isInstanceOf(ArtifactException.class)
                .message()
                .contains(parts);
    }
}
