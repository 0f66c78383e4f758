package dev.coldstart.cli.build.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.artifact.BuildPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NuGetPackagesTest {

    private static final String ASSETS = """
            {
              "version": 3,
              "targets": {
                "net9.0": { "Newtonsoft.Json/13.0.4": { "type": "package" } },
                "net9.0/linux-x64": {
                  "Newtonsoft.Json/13.0.4": {
                    "type": "package",
                    "compile": { "lib/net6.0/Newtonsoft.Json.dll": {} },
                    "runtime": { "lib/net6.0/Newtonsoft.Json.dll": {} }
                  },
                  "Sqlite.Bundle/2.1.0": {
                    "type": "package",
                    "runtime": { "lib/net8.0/Sqlite.Core.dll": {}, "lib/net8.0/Sqlite.Provider.dll": {} }
                  },
                  "Analyzers.Only/1.0.0": { "type": "package" },
                  "Shared/1.0.0": { "type": "project", "runtime": { "bin/placeholder/Shared.dll": {} } }
                }
              },
              "libraries": {
                "Newtonsoft.Json/13.0.4": { "type": "package" },
                "Sqlite.Bundle/2.1.0": { "type": "package" },
                "Analyzers.Only/1.0.0": { "type": "package" },
                "Shared/1.0.0": { "type": "project" }
              },
              "project": {
                "frameworks": {
                  "net9.0": {
                    "downloadDependencies": [
                      { "name": "runtime.linux-x64.Microsoft.DotNet.ILCompiler", "version": "[9.0.20, 9.0.20]" }
                    ]
                  }
                }
              }
            }
            """;

    private static final List<BuildPackage> PACKAGES = List.of(
            new BuildPackage("Newtonsoft.Json", "13.0.4", List.of("Newtonsoft.Json")),
            new BuildPackage("Sqlite.Bundle", "2.1.0", List.of("Sqlite.Core", "Sqlite.Provider")),
            new BuildPackage("Analyzers.Only", "1.0.0", List.of()));

    @TempDir
    Path dir;

    @Test
    void aRestoreTellsPackagesAndTheirAssemblies() throws IOException {
        write("obj/Api/project.assets.json", ASSETS);
        write("obj/Shared/project.assets.json", "{\"targets\":{}}");
        assertThat(NuGetPackages.ofRestore(dir, "Api", Map.of())).isEqualTo(PACKAGES);
    }

    /** They are in no restore's list of assemblies, but the compiler names their files. */
    @Test
    void theFrameworksOwnAssembliesAreToldByTheirFolder() throws IOException {
        write("obj/Api/project.assets.json", ASSETS);
        String framework = "/home/x/.nuget/packages/runtime.linux-x64.microsoft.dotnet.ilcompiler/9.0.20/framework/";
        List<BuildPackage> found = NuGetPackages.ofRestore(
                dir,
                "Api",
                Map.of(
                        "Microsoft.CSharp", framework + "Microsoft.CSharp.dll",
                        "Newtonsoft.Json",
                                "/home/x/.nuget/packages/newtonsoft.json/13.0.4/lib/net6.0/Newtonsoft.Json.dll",
                        "Strange", "/somewhere/else/Strange.dll"));
        assertThat(found).startsWith(PACKAGES.toArray(BuildPackage[]::new));
        assertThat(found.subList(PACKAGES.size(), found.size()))
                .containsExactly(new BuildPackage(
                        "runtime.linux-x64.Microsoft.DotNet.ILCompiler", "9.0.20", List.of("Microsoft.CSharp")));
    }

    @Test
    void aPublishedAppSaysItToo() throws IOException {
        write("app.deps.json", ASSETS);
        assertThat(NuGetPackages.ofPublished(dir, Map.of())).isEqualTo(PACKAGES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"targets\":[]}",
                "{\"targets\":{\"a\":3}}",
                "{\"targets\":{\"a/b\":{\"c/1\":[]}}}"
            })
    void whatCanNotBeReadTellsNothing(String damaged) throws IOException {
        write("obj/Api/project.assets.json", damaged);
        assertThat(NuGetPackages.ofRestore(dir, "Api", Map.of())).isEmpty();
        assertThat(NuGetPackages.ofRestore(dir.resolve("none"), "Api", Map.of()))
                .isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
