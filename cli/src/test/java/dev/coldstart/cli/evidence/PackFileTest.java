package dev.coldstart.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Zips from outside: what is no pack is refused before anything in it is used. */
final class PackFileTest {

    @TempDir
    Path dir;

    static Stream<Arguments> refused() throws IOException {
        byte[] whole = zip("samples.jsonl", "README.md");
        byte[] renamedInside = whole.clone();
        rename(renamedInside, 0, "samples.jsonl", "sample5.jsonl");
        byte[] damaged = whole.clone();
        damaged[45] ^= 0x55;
        return Stream.of(
                Arguments.of("nothing", new byte[0], "can't be read as a zip"),
                Arguments.of("a text", "hello".getBytes(StandardCharsets.UTF_8), "can't be read as a zip"),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length / 2), "cut off or damaged"),
                Arguments.of("cut off at its end", Arrays.copyOf(whole, whole.length - 1), "cut off or damaged"),
                Arguments.of("damaged inside", damaged, "damaged"),
                Arguments.of("a way out", zip("../../etc/passwd"), "a file that no pack holds: '../../etc/passwd'"),
                Arguments.of("a way out further in", zip("logs/.."), "no pack holds"),
                Arguments.of("an absolute path", zip("/etc/passwd"), "no pack holds"),
                Arguments.of("a path of Windows", zip("logs\\x"), "no pack holds"),
                Arguments.of("an option", zip("--help"), "no pack holds"),
                Arguments.of("a terminal's sequence", zip("a\u001b[2J"), "no pack holds"),
                Arguments.of("the same twice", twice(), "holds samples.jsonl twice"),
                Arguments.of("two lists that differ", renamedInside, "names other files at its end than it holds"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, byte[] bytes, String why) throws IOException {
        Path file = Files.write(dir.resolve("evidence.zip"), bytes);
        assertThatThrownBy(() -> PackFile.open(file))
                .isInstanceOf(PackException.class)
                .message()
                .startsWith(file.toString())
                .contains(why);
    }

    /** A kilobyte of zip for each megabyte: nothing is kept, and it ends at the limit. */
    @Test
    void aBombGoesOffNowhere() throws IOException {
        Path file = dir.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("samples.jsonl"));
            for (int i = 0; i <= 8; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThatThrownBy(() -> PackFile.open(file, 8 << 20))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("unpacks to more than 8388608 bytes");
        PackFile.open(file, 9 << 20).close();
    }

    @Test
    void aFolderAndNothingAreNamed() {
        assertThatThrownBy(() -> PackFile.open(dir)).hasMessageContaining("is a folder: name the evidence.zip in it");
        assertThatThrownBy(() -> PackFile.open(dir.resolve("no.zip"))).hasMessageContaining("there is no");
    }

    /** Somebody may have unpacked it and packed it again, with a tool that writes folders too. */
    @Test
    void aPackThatWasPackedAgainIsRead() throws IOException {
        Path file = Files.write(dir.resolve("evidence.zip"), zip("README.md", "logs/", "logs/aot@head.log"));
        try (PackFile pack = PackFile.open(file)) {
            assertThat(pack.names()).isEqualTo(List.of("README.md", "logs/aot@head.log"));
            assertThat(new String(pack.open("README.md").readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("content of README.md");
        }
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) {
                    zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** {@link ZipOutputStream} refuses to write a name twice: the second is renamed afterwards, in both places. */
    private static byte[] twice() throws IOException {
        byte[] bytes = zip("samples.jsonl", "samples.jsonm");
        rename(bytes, 0, "samples.jsonm", "samples.jsonl");
        rename(bytes, 0, "samples.jsonm", "samples.jsonl");
        return bytes;
    }

    private static void rename(byte[] zip, int from, String name, String other) {
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        for (int at = from; at <= zip.length - wanted.length; at++) {
            if (Arrays.equals(zip, at, at + wanted.length, wanted, 0, wanted.length)) {
                // "content of NAME" stays as it is: only names are followed by no such word before them.
                buffer.put(at, other.getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
        throw new AssertionError("no " + name + " in the zip");
    }
}
