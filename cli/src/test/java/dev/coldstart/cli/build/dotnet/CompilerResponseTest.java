package dev.coldstart.cli.build.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerResponseTest {

    @TempDir
    Path work;

    /** Lines of a response file as SDK 10.0.401 writes them for net9.0. */
    @Test
    void knobsAndStackTracesOfTheAppsOwnProject() throws IOException {
        response("App", """
                "obj/App.dll"
                --initassembly:System.Private.StackTraceMetadata
                --feature:System.Diagnostics.Tracing.EventSource.IsSupported=true
                --runtimeknob:System.GC.Server=true
                --runtimeknob:RUNTIME_IDENTIFIER=linux-x64
                --runtimeopt:gcServer=1
                """);
        response("Tool", "--runtimeknob:System.GC.Server=false\n");
        assertThat(CompilerResponse.settings(work, "App"))
                .contains(new TreeMap<>(Map.of(
                        "System.GC.Server", "true", "RUNTIME_IDENTIFIER", "linux-x64", "StackTraceSupport", "true")));
        assertThat(CompilerResponse.settings(work, "Tool").orElseThrow()).containsEntry("StackTraceSupport", "false");
    }

    @Test
    void whatWasNotCompiledHasNone() {
        assertThat(CompilerResponse.settings(work, "App")).isEmpty();
        assertThat(CompilerResponse.settings(work.resolve("missing"), "App")).isEmpty();
    }

    private void response(String name, String text) throws IOException {
        Path file = work.resolve("obj/" + name + "/release_linux-x64/native/" + name + ".ilc.rsp");
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        Files.writeString(file, text);
    }
}
