package dev.coldstart.cli.build.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.fuzz.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Whatever a build says, in its log or in what it prints, warnings and errors are found in it. */
public final class LogFuzz {

    private LogFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            CheckoutPaths places = CheckoutPaths.seenFrom(scratch.dir());
            Path file = scratch.file("build.log", input);
            MsBuildLog log = new MsBuildLog(file, scratch.dir().resolve("obj"));
            BuildMessages logged = log.messages(places, UnaryOperator.identity());
            BuildMessages printed = new BuildMessages(places);
            new String(input, StandardCharsets.UTF_8).lines().forEach(printed::accept);
            printed.include(logged);
            assertThat(printed.warnings())
                    .doesNotHaveDuplicates()
                    .noneMatch(w -> w.code().isBlank());
            assertThat(printed.failure().orElse("x")).isNotEmpty();
            assertThat(printed.assemblyFiles()).doesNotContainKey("");
        }
    }
}
