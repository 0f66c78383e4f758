package dev.coldstart.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file whose notes say that they are longer than it is has none, and takes no memory for them. */
class ElfFileTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "4, 2147483647",
        "4, 2147483644",
        "4, -1",
        "2147483647, 4",
        "-4, 4",
        "4, 21",
        "4, 0",
    })
    void aNoteThatIsLongerThanTheFile(int name, int length) throws Exception {
        ByteBuffer elf = ByteBuffer.allocate(64 + 56 + 36).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        elf.putShort(18, (short) 62).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        elf.putInt(64, 4).putLong(64 + 8, 120).putLong(64 + 32, 36);
        elf.putInt(120, name).putInt(124, length).putInt(128, 3).putInt(132, 0x554e47);
        Path file = Files.write(dir.resolve("app"), elf.array());
        assertThat(ElfFile.read(file))
                .hasValueSatisfying(read -> assertThat(read.buildId()).isEmpty());
        elf.putInt(120, 4).putInt(124, 20);
        Files.write(file, elf.array());
        assertThat(ElfFile.read(file).orElseThrow().buildId()).contains("00".repeat(20));
    }
}
