package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as Linux writes them, shortened. */
final class ChargedMemoryTest {

    @TempDir
    Path cgroups;

    @Test
    void ofVersion2ItIsEverythingButPagesOfFiles() throws IOException {
        write("memory.current", "18000000\n");
        write("memory.peak", "19500000\n");
        write("memory.stat", """
                anon 9744384
                file 8110080
                kernel 696320
                shmem 4096
                inactive_anon 9740288
                active_anon 8192
                inactive_file 6000000
                active_file 2000000
                """);
        assertThat(ChargedMemory.in(cgroups)).contains(new ChargedMemory(10_000_000, OptionalLong.of(11_500_000)));
    }

    @Test
    void ofVersion1LikewiseWithWhatIsBelowTheGroup() throws IOException {
        write("memory/memory.usage_in_bytes", "18000000\n");
        write("memory/memory.max_usage_in_bytes", "18000000\n");
        write("memory/memory.stat", """
                cache 8110080
                active_file 1
                inactive_file 1
                total_inactive_file 6000000
                total_active_file 2000000
                """);
        assertThat(ChargedMemory.in(cgroups)).contains(new ChargedMemory(10_000_000, OptionalLong.of(10_000_000)));
    }

    @Test
    void aKernelThatKeepsNoPeakHasNone() throws IOException {
        write("memory.current", "10000000\n");
        write("memory.stat", "inactive_file 0\nactive_file 0\n");
        assertThat(ChargedMemory.in(cgroups)).contains(new ChargedMemory(10_000_000, OptionalLong.empty()));
    }

    /** As a container that sees the whole machine's groups, whose root has no counter, and not its own. */
    @Test
    void withoutItsOwnGroupNothingIsKnown() throws IOException {
        assertThat(ChargedMemory.in(cgroups)).isEqualTo(Optional.empty());
        write("memory.stat", "inactive_file 0\nactive_file 0\n");
        assertThat(ChargedMemory.in(cgroups)).isEqualTo(Optional.empty());
        write("memory.current", "max\n");
        assertThat(ChargedMemory.in(cgroups)).isEqualTo(Optional.empty());
    }

    private void write(String file, String text) throws IOException {
        Path path = cgroups.resolve(file);
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
        Files.writeString(path, text);
    }
}
