package dev.coldstart.artifact.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Trait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published folders made by hand, byte for byte as linkers and the .NET SDK lay them out. */
final class MakeupReaderTest {

    private static final String SELF_CONTAINED = """
            {"runtimeOptions": {"tfm": "net9.0", "includedFrameworks": [{"name": "Microsoft.NETCore.App", "version": "9.0.20"}],
             "configProperties": {"System.GC.Server": true, "System.GC.HeapCount": 2, "Some.Text": "x"}}}
            """;

    @TempDir
    Path dir;

    @Test
    void theProgramAndTheLibrariesBesideItAskTogether() throws IOException {
        write("app", elf("/lib64/ld-linux-x86-64.so.2", "libc.so.6", "GLIBC_2.4", "GLIBC_2.16", "GLIBC_PRIVATE"));
        write("libold.so", elf("", "libc.so.6", "GLIBC_2.14"));
        assertThat(makeup().library()).contains(glibc("2.16", "app"));
        write("libnew.so.1.2", elf("", "libc.so.6", "GLIBC_2.34"));
        assertThat(makeup().library()).contains(glibc("2.34", "libnew.so.1.2"));
        write("runtimes/linux-arm64/native/libother.so", elf("", "libc.so.6", "GLIBC_2.40"));
        assertThat(makeup().library()).as("of another runtime").contains(glibc("2.34", "libnew.so.1.2"));
        write("librelr.so", elf("", "libc.so.6", "GLIBC_ABI_DT_RELR"));
        assertThat(makeup().library()).contains(glibc("2.36", "librelr.so"));
    }

    @Test
    void muslAndNoneAtAll() throws IOException {
        write("app", elf("/lib/ld-musl-x86_64.so.1", "libc.musl-x86_64.so.1"));
        assertThat(makeup().library()).contains(new CLibrary(CLibrary.Kind.MUSL, Optional.empty(), "app"));
        write("app", elf("", ""));
        assertThat(makeup().library()).contains(new CLibrary(CLibrary.Kind.NONE, Optional.empty(), "app"));
    }

    /** The Java runtime of this test, whatever linked it. */
    @Test
    void aRealProgram() throws IOException {
        Files.copy(Path.of(System.getProperty("java.home"), "bin", "java"), dir.resolve("app"));
        assertThat(makeup().library())
                .get()
                .satisfies(library -> assertThat(library.kind()).isNotEqualTo(CLibrary.Kind.NONE));
    }

    @Test
    void aHostileFileNeedsNothing() throws IOException {
        byte[] elf = elf("/lib64/ld-linux-x86-64.so.2", "libc.so.6", "GLIBC_2.34");
        for (int at = 64; at < elf.length; at += 3) {
            byte[] broken = elf.clone();
            broken[at] = (byte) 0xff;
            write("app", broken);
            // Whatever it says: it ends, and a version is a version.
            assertThat(makeup().library()).isNotNull();
        }
    }

    @Test
    void whatDotNetPublished() throws IOException {
        write("app", elf("/lib64/ld-linux-x86-64.so.2", "libc.so.6", "GLIBC_2.16"));
        write("app.dll", "MZ".getBytes(StandardCharsets.UTF_8));
        write("app.runtimeconfig.json", SELF_CONTAINED.getBytes(StandardCharsets.UTF_8));
        write("mscorlib.dll", new byte[] {1});
        assertThat(makeup().traits()).containsExactly(Trait.SELF_CONTAINED);
        assertThat(makeup().settings())
                .contains(new java.util.TreeMap<>(
                        Map.of("System.GC.Server", "true", "System.GC.HeapCount", "2", "Some.Text", "x")));
        Files.delete(dir.resolve("mscorlib.dll"));
        assertThat(makeup().traits()).containsExactly(Trait.SELF_CONTAINED, Trait.TRIMMED);
        write("app.dll", "MZ \1\0\5Debug\0\0 ".getBytes(StandardCharsets.ISO_8859_1));
        write(
                "app.runtimeconfig.json",
                "{\"runtimeOptions\": {\"framework\": {\"name\": \"x\"}}}".getBytes(StandardCharsets.UTF_8));
        assertThat(makeup().traits()).containsExactly(Trait.FRAMEWORK_DEPENDENT, Trait.DEBUG_BUILD);
        write("app.runtimeconfig.json", "{".getBytes(StandardCharsets.UTF_8));
        assertThat(makeup().settings()).isEmpty();
    }

    @Test
    void oneFileOfDotNets() throws IOException {
        write("app", bundle(0, 1));
        assertThat(makeup().traits()).containsExactly(Trait.SELF_CONTAINED, Trait.SINGLE_FILE);
        assertThat(makeup().settings().orElseThrow()).containsEntry("System.GC.Server", "true");
        assertThat(Entrypoint.find(PublishedFolder.inspect(dir)).how()).isEqualTo("the .NET app app in one file");
        write("app", bundle(700, 2));
        assertThat(makeup().traits())
                .containsExactly(Trait.SELF_CONTAINED, Trait.SINGLE_FILE, Trait.COMPRESSED, Trait.SELF_EXTRACTING);
        byte[] cutOff = bundle(0, 1);
        write("app", java.util.Arrays.copyOf(cutOff, cutOff.length - 10));
        assertThat(makeup().traits()).as("a manifest that is cut off").isEmpty();
    }

    private Makeup makeup() {
        PublishedFolder folder = PublishedFolder.inspect(dir);
        return MakeupReader.of(folder, Entrypoint.named(folder, List.of("./app")));
    }

    private static CLibrary glibc(String version, String file) {
        return new CLibrary(CLibrary.Kind.GLIBC, Optional.of(version), file);
    }

    private void write(String file, byte[] bytes) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElse(dir));
        Files.write(path, bytes);
    }

    /** The launcher's mark, a runtimeconfig.json and a manifest of version 6 with two files. */
    private static byte[] bundle(long compressed, int type) throws IOException {
        byte[] program = elf("/lib64/ld-linux-x86-64.so.2", "libc.so.6", "GLIBC_2.16");
        byte[] config = SELF_CONTAINED.getBytes(StandardCharsets.UTF_8);
        int configAt = program.length + 40;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(program);
        out.write(longs(configAt + config.length));
        out.write(HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae"));
        out.write(config);
        out.write(ints(6, 0, 2));
        out.write(text("identity"));
        out.write(longs(0, 0, configAt, config.length, 0));
        out.write(longs(1, 2, 0));
        out.write(1);
        out.write(text("mscorlib.dll"));
        out.write(longs(1, 1000, compressed));
        out.write(type);
        out.write(text("lib.so"));
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return ((char) text.length() + text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }

    /** A program or library with one segment that is loaded at 0x1000, a dynamic section and the versions it needs. */
    private static byte[] elf(String interpreter, String library, String... versions) throws IOException {
        int base = 0x1000;
        int interpreterAt = 64 + 3 * 56;
        int stringsAt = interpreterAt + 64;
        StringBuilder strings = new StringBuilder("\0");
        int libraryName = strings.length();
        strings.append(library).append('\0');
        int[] names = new int[versions.length];
        for (int i = 0; i < versions.length; i++) {
            names[i] = strings.length();
            strings.append(versions[i]).append('\0');
        }
        int needsAt = stringsAt + 256;
        int dynamicAt = needsAt + 16 * (versions.length + 1);
        boolean dynamic = !library.isEmpty();
        int end = dynamicAt + 80;
        ByteBuffer elf = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) (interpreter.isEmpty() && !dynamic ? 2 : 3))
                .putShort((short) 62)
                .putInt(1);
        elf.putLong(base).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 3).putShort((short) 0);
        segment(elf, 64, 1, 0, base, end);
        segment(elf, 120, interpreter.isEmpty() ? 0 : 3, interpreterAt, base + interpreterAt, interpreter.length() + 1);
        segment(elf, 176, dynamic ? 2 : 0, dynamicAt, base + dynamicAt, 80);
        elf.position(interpreterAt);
        elf.put(interpreter.getBytes(StandardCharsets.US_ASCII));
        elf.position(stringsAt);
        elf.put(strings.toString().getBytes(StandardCharsets.US_ASCII));
        elf.position(needsAt);
        elf.putShort((short) 1)
                .putShort((short) versions.length)
                .putInt(libraryName)
                .putInt(16)
                .putInt(0);
        for (int i = 0; i < versions.length; i++) {
            elf.putInt(0)
                    .putShort((short) 0)
                    .putShort((short) (i + 2))
                    .putInt(names[i])
                    .putInt(16);
        }
        elf.position(dynamicAt);
        elf.put(longs(1, libraryName, 5, base + stringsAt, 10, strings.length()));
        if (versions.length > 0) {
            elf.put(longs(0x6ffffffe, base + needsAt));
        }
        return elf.array();
    }

    private static void segment(ByteBuffer elf, int at, int type, long offset, long address, long size) {
        elf.position(at);
        elf.putInt(type)
                .putInt(4)
                .putLong(offset)
                .putLong(address)
                .putLong(address)
                .putLong(size)
                .putLong(size)
                .putLong(1);
    }
}
