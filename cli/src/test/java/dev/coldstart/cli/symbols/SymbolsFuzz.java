package dev.coldstart.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import dev.coldstart.core.sample.NativeFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A program or a file of debug symbols is one or none; and a frame's method is compared with any symbol. */
public final class SymbolsFuzz {

    private SymbolsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path file = scratch.file("App.dbg", input);
            Optional<ElfFile> elf = ElfFile.read(file);
            elf.ifPresent(found -> {
                assertThat(found.buildId().orElse("00")).matches("([0-9a-f]{2})+");
                found.segments().forEach(segment -> {
                    boolean atItsEnd = found.followsCall(segment.address() + segment.size());
                    boolean before = found.followsCall(segment.address() - 1);
                    assertThat(atItsEnd && before && segment.size() < 0).isFalse();
                });
            });
        }
        String text = new String(input, StandardCharsets.UTF_8);
        NativeFrame.in(text)
                .ifPresent(frame ->
                        assertThat(MangledName.of(frame.method()).fits(text)).isIn(true, false));
        assertThat(MangledName.of(text).fits("__" + text)).isFalse();
    }
}
