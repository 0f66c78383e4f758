package dev.coldstart.cli.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A {@code dotnet} that is a script and publishes the known program for two frameworks, and a script {@code start} that has it
 * answer sooner with AOT: what a real one does is tested where forms are built.
 */
final class DotNetScript {

    private DotNetScript() {}

    /**
     * A folder for the PATH. AOT is not built for one framework, and warns on the other, until a file is there.
     *
     * @param until the file
     */
    static Path publishing(Path dir, String notBuilt, Path until) throws IOException {
        Known.folder(dir.resolve("known"));
        Path programs = Files.createDirectory(dir.resolve("sdk"));
        Path dotnet = programs.resolve("dotnet");
        Files.writeString(dotnet, """
                #!/bin/sh
                case "$1" in
                --version) echo 9.0.999 ;;
                msbuild) echo '{ "Properties": { "TargetFrameworks": "net8.0;net9.0;netstandard2.0", "TargetFramework": "" } }' ;;
                publish)
                    all="$*"
                    log=$(printf '%%s' "$all" | sed -n 's/.*LogFile=\\([^;]*\\);.*/\\1/p')
                    : >"$log"
                    while [ "$1" != --output ]; do shift; done
                    case "$all" in
                    *PublishAot=true*--framework*%2$s*|*--framework*%2$s*PublishAot=true*)
                        if [ ! -e "%3$s" ]; then
                            echo 'error NU1101: Unable to find package ILCompiler'; exit 1
                        fi ;;
                    *PublishAot=true*)
                        [ -e "%3$s" ] || echo '     1>Program.cs(3,1): warning IL2026: it reflects [App.csproj]' >"$log" ;;
                    esac
                    mkdir -p "$2" && cp "%1$s/known/known" "$2/known"
                    case "$all" in *PublishAot=true*) ms=20 ;; *) ms=200 ;; esac
                    printf '#!/bin/sh\\nexec ./known --sleep %%s\\n' "$ms" >"$2/start"
                    chmod +x "$2/start" ;;
                esac
                """.formatted(dir, notBuilt, until));
        assertThat(dotnet.toFile().setExecutable(true)).isTrue();
        return programs;
    }
}
