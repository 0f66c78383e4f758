package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Predicate;

/** Says why a folder has no app in it, by what it holds instead. */
final class NothingToRun {

    private NothingToRun() {}

    static String in(PublishedFolder folder) {
        return "no app found in " + folder.dir()
                + ": looked for the launcher of a .NET app (a program with its .dll and .runtimeconfig.json), a native"
                + " Linux program and a runnable jar (with a Main-Class). " + hint(folder);
    }

    private static String hint(PublishedFolder folder) {
        return named(folder, ".csproj", ".fsproj", ".vbproj", ".sln", ".slnx")
                .map(f -> "It holds " + f.path() + ", so it is source code: publish it first, such as dotnet publish -c"
                        + " Release -r linux-x64 -o out, and name that folder")
                .or(() -> first(folder, f -> f.name().matches("pom\\.xml|build\\.gradle(\\.kts)?"))
                        .map(f -> "It holds " + f.path()
                                + ", so it is source code: build it first and name the folder with the jar"))
                .or(() -> first(folder, f -> startsWith(f, 'M', 'Z') && f.name().endsWith(".exe"))
                        .map(f -> f.path() + " is a Windows program: publish for Linux, such as -r linux-x64"))
                .or(() -> first(folder, f -> startsWith(f, 0xcf, 0xfa, 0xed, 0xfe))
                        .map(f -> f.path() + " is a macOS program: publish for Linux, such as -r linux-x64"))
                .or(() -> named(folder, ".zip", ".tar", ".tar.gz", ".tgz")
                        .map(f -> "It holds " + f.path() + ": unpack it and name that folder"))
                .or(() -> named(folder, ".dll")
                        .map(f ->
                                "It holds " + f.path() + " but no .runtimeconfig.json, so it is a library: publish the"
                                        + " project of the app"))
                .or(() -> new JavaRuntimes(folder)
                        .java()
                        .filter(java -> named(folder, ".jar").isEmpty())
                        .map(java -> "It holds a Java runtime, " + java.path()
                                + ", without a jar or a launcher: name the" + " command, such as --command './"
                                + java.path() + " -m com.example.app/com.example.Main'"))
                .or(() -> named(folder, ".jar")
                        .map(f ->
                                "The jar " + f.path() + " has no Main-Class in its manifest: name the command, such as"
                                        + " --command 'java -cp " + f.path() + " com.example.Main'"))
                .or(() -> first(folder, f -> startsWith(f, '#', '!'))
                        .map(f -> "It holds the script " + f.path()
                                + ": if that starts the app, name it with --command ./" + f.path()
                                + " and a base image that has its interpreter"))
                .orElse("Name the folder that the build published to, or the command with --command");
    }

    private static Optional<PublishedFile> named(PublishedFolder folder, String... suffixes) {
        return first(folder, file -> {
            for (String suffix : suffixes) {
                if (file.path().endsWith(suffix)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static Optional<PublishedFile> first(PublishedFolder folder, Predicate<PublishedFile> test) {
        return folder.files().stream().filter(test).findFirst();
    }

    private static boolean startsWith(PublishedFile file, int... magic) {
        try (InputStream in = Files.newInputStream(file.source())) {
            for (int expected : magic) {
                if (in.read() != expected) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file.source() + ": " + IoReason.of(e), e);
        }
    }
}
