package dev.coldstart.service.artifact;

import dev.coldstart.core.plan.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rules by which an app's command is found. */
final class EntrypointSearch {

    private static final int MAX_NAMED = 8;
    private static final String NEEDS_DOTNET = "it is framework-dependent: the base image has to bring the .NET runtime"
            + " (run.base), or publish it with --self-contained";

    private record Program(PublishedFile file, ElfHeader elf) {}

    private final PublishedFolder folder;

    EntrypointSearch(PublishedFolder folder) {
        this.folder = folder;
    }

    Entrypoint find() {
        List<Program> programs = programs();
        List<Program> dotnet =
                programs.stream().filter(p -> isAppHost(p.file())).toList();
        if (!dotnet.isEmpty()) {
            Program host = only(dotnet, Program::file, "apps of .NET");
            String config = host.file().path() + ".runtimeconfig.json";
            return program(host, dotnetHow(host.file(), config), dotnetNotes(config));
        }
        if (!programs.isEmpty()) {
            List<Program> nearest = nearest(programs, Program::file);
            List<Program> executable =
                    nearest.stream().filter(p -> p.file().executable()).toList();
            Program chosen = only(executable.isEmpty() ? nearest : executable, Program::file, "native programs");
            String over = runnableJars().isEmpty() ? "" : "; a native program goes before a jar";
            return program(chosen, "the native program " + chosen.file().path() + over, List.of());
        }
        List<PublishedFile> dlls = withSuffix(".runtimeconfig.json").stream()
                .map(f -> f.path().replaceFirst("\\.runtimeconfig\\.json$", ".dll"))
                .flatMap(path -> folder.file(path).stream())
                .toList();
        if (!dlls.isEmpty()) {
            PublishedFile dll = only(dlls, f -> f, "apps of .NET");
            return new Entrypoint(
                    List.of("dotnet", dll.path()),
                    Optional.empty(),
                    "the .NET app " + dll.path() + ", published without a launcher",
                    List.of(NEEDS_DOTNET));
        }
        List<PublishedFile> jars = runnableJars();
        if (!jars.isEmpty()) {
            List<PublishedFile> nearest = nearest(jars, f -> f);
            List<PublishedFile> named =
                    nearest.stream().filter(f -> f.name().equals("app.jar")).toList();
            return jar(only(named.isEmpty() ? nearest : named, f -> f, "runnable jars"));
        }
        throw new ArtifactException(NothingToRun.in(folder));
    }

    Entrypoint named(List<String> command) {
        String first = command.getFirst();
        String path = first.startsWith("./") ? first.substring(2) : first;
        Optional<PublishedFile> file = folder.file(path);
        if (file.isEmpty() && first.startsWith("./")) {
            throw new ArtifactException("there is no " + path + " in " + folder.dir() + " to start");
        }
        if (file.isEmpty()) {
            return new Entrypoint(
                    command,
                    Optional.empty(),
                    "the command that was named; " + first + " is not in the folder, so it has to be in the image",
                    List.of());
        }
        List<String> relative = new ArrayList<>(command);
        relative.set(0, "./" + path);
        Optional<ElfHeader> elf = ElfHeader.read(file.get().source());
        return new Entrypoint(
                relative,
                elf.flatMap(header -> architecture(file.get(), header)),
                "the command that was named",
                notes(file.get(), elf));
    }

    private static Entrypoint program(Program program, String how, List<String> more) {
        PublishedFile file = program.file();
        List<String> notes = new ArrayList<>(notes(file, Optional.of(program.elf())));
        notes.addAll(more);
        return new Entrypoint(List.of("./" + file.path()), architecture(file, program.elf()), how, notes);
    }

    private Entrypoint jar(PublishedFile jar) {
        List<String> command = new ArrayList<>();
        Optional<PublishedFile> java = javaHomes().stream().findFirst().flatMap(home -> folder.file(home + "bin/java"));
        Optional<ElfHeader> elf = java.flatMap(file -> ElfHeader.read(file.source()));
        command.add(java.map(file -> "./" + file.path()).orElse("java"));
        Optional<PublishedFile> cache = List.of(jar.path().replaceFirst("\\.jar$", ".aot"), "app.aot").stream()
                .flatMap(path -> folder.file(path).stream())
                .findFirst();
        cache.ifPresent(file -> command.add("-XX:AOTCache=" + file.path()));
        command.add("-jar");
        command.add(jar.path());
        String how = "the runnable jar " + jar.path()
                + java.map(file -> ", with the Java runtime in the folder").orElse("")
                + cache.map(file -> ", with the AOT cache " + file.path()).orElse("");
        List<String> notes = new ArrayList<>();
        java.ifPresentOrElse(
                file -> notes.addAll(notes(file, elf)),
                () -> notes.add("there is no Java runtime in the folder: the base image has to bring java (run.base)"));
        return new Entrypoint(command, elf.flatMap(header -> architecture(java.orElseThrow(), header)), how, notes);
    }

    /** Every ELF file that looks like a program of the app itself. */
    private List<Program> programs() {
        List<String> homes = javaHomes();
        List<Program> found = new ArrayList<>();
        for (PublishedFile file : folder.files()) {
            boolean library = file.name().matches("(?s).*\\.so(\\.[0-9.]+)?");
            boolean runtime = homes.stream().anyMatch(home -> file.path().startsWith(home));
            // .NET's crash dumper lies beside every self-contained app.
            if (!library && !runtime && !file.name().equals("createdump")) {
                ElfHeader.read(file.source())
                        .filter(ElfHeader::isProgram)
                        .ifPresent(header -> found.add(new Program(file, header)));
            }
        }
        return found;
    }

    /** Folders that hold a Java runtime, as a prefix of paths: {@code jre/}. The nearest first. */
    private List<String> javaHomes() {
        return folder.files().stream()
                .filter(f -> f.path().matches("(?s)(.*/)?bin/java"))
                .sorted((a, b) -> Integer.compare(a.depth(), b.depth()))
                .map(f -> f.path().substring(0, f.path().length() - "bin/java".length()))
                .filter(home -> !home.isEmpty())
                .toList();
    }

    private boolean isAppHost(PublishedFile file) {
        return folder.file(file.path() + ".dll").isPresent()
                && folder.file(file.path() + ".runtimeconfig.json").isPresent();
    }

    private String dotnetHow(PublishedFile host, String runtimeconfig) {
        String kind = isSelfContained(runtimeconfig) ? "self-contained" : "framework-dependent";
        return "the launcher of the " + kind + " .NET app " + host.path();
    }

    private List<String> dotnetNotes(String runtimeconfig) {
        return isSelfContained(runtimeconfig) ? List.of() : List.of(NEEDS_DOTNET);
    }

    /** A self-contained app names the frameworks it brings; any other the ones it asks for. */
    private boolean isSelfContained(String runtimeconfig) {
        return SmallFile.text(folder.file(runtimeconfig).orElseThrow()).contains("\"includedFrameworks\"");
    }

    private List<PublishedFile> runnableJars() {
        return withSuffix(".jar").stream()
                .filter(Predicate.not(f -> javaHomes().stream().anyMatch(f.path()::startsWith)))
                .filter(SmallFile::hasMainClass)
                .toList();
    }

    private List<PublishedFile> withSuffix(String suffix) {
        return folder.files().stream().filter(f -> f.path().endsWith(suffix)).toList();
    }

    private static <T> List<T> nearest(List<T> candidates, Function<T, PublishedFile> file) {
        int depth =
                candidates.stream().mapToInt(c -> file.apply(c).depth()).min().orElseThrow();
        return candidates.stream().filter(c -> file.apply(c).depth() == depth).toList();
    }

    private <T> T only(List<T> candidates, Function<T, PublishedFile> file, String what) {
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        List<String> names = candidates.stream()
                .map(c -> "./" + file.apply(c).path())
                .limit(MAX_NAMED)
                .toList();
        throw new ArtifactException(folder.dir() + " holds " + candidates.size() + " " + what + ": "
                + String.join(", ", names) + (candidates.size() > MAX_NAMED ? ", ..." : "")
                + "; name the one to start, such as --command " + names.getFirst());
    }

    private static Optional<Architecture> architecture(PublishedFile file, ElfHeader elf) {
        if (elf.architecture().isEmpty()) {
            throw new ArtifactException(file.source() + " is compiled for " + elf.machine()
                    + ": coldstart measures on x64 and arm64; build it for one of them");
        }
        return elf.architecture();
    }

    private static List<String> notes(PublishedFile file, Optional<ElfHeader> elf) {
        List<String> notes = new ArrayList<>();
        if (!file.executable()) {
            notes.add(file.path() + " lacks its executable bit, which was set for the measurement"
                    + " (uploading a build's artifact often loses it)");
        }
        if (elf.filter(ElfHeader::needsMusl).isPresent()) {
            notes.add(file.path() + " is linked against musl, the base image has glibc: build it for glibc"
                    + " (linux-x64, not linux-musl-x64), or name a base image with musl (run.base)");
        }
        return notes;
    }
}
