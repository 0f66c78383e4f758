package dev.coldstart.artifact.folder;

import dev.coldstart.core.plan.Architecture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules by which an app's command is found. */
final class EntrypointSearch {

    private static final int MAX_NAMED = 8;
    private static final String NEEDS_DOTNET = "it is framework-dependent: the base image has to bring the .NET runtime"
            + " (run.base), or publish it with --self-contained";

    /** Of a runtime configuration whose app brings its runtime. */
    private static final String BRINGS_FRAMEWORKS = "\"includedFrameworks\"";

    private static final String DEFAULT_CACHE = "app.aot";

    private record Program(PublishedFile file, ElfHeader elf) {}

    private final PublishedFolder folder;
    private final JavaRuntimes runtimes;

    EntrypointSearch(PublishedFolder folder) {
        this.folder = folder;
        this.runtimes = new JavaRuntimes(folder);
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
            return bundled(chosen, over)
                    .orElseGet(() -> program(
                            chosen, "the native program " + chosen.file().path() + over, List.of()));
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
            PublishedFile jar = only(named.isEmpty() ? nearest : named, f -> f, "runnable jars");
            return java(
                    runtimes.java(),
                    List.of("-jar", jar.path()),
                    "the runnable jar " + jar.path()
                            + runtimes.java()
                                    .map(f -> ", with the Java runtime in the folder")
                                    .orElse(""));
        }
        List<JavaRuntimes.Launcher> launchers = runtimes.launchers();
        if (!launchers.isEmpty()) {
            JavaRuntimes.Launcher launcher =
                    only(launchers, JavaRuntimes.Launcher::script, "launchers of a linked Java app");
            return java(
                    Optional.of(launcher.java()),
                    List.of("-m", launcher.main()),
                    "the module " + launcher.main() + ", linked into its Java runtime, which "
                            + launcher.script().path() + " starts");
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
        if (JavaCommand.isLauncher(first)) {
            // The folder's own runtime goes before the image's.
            Optional<PublishedFile> java = file.or(() -> first.equals("java") ? runtimes.java() : Optional.empty());
            if (java.isPresent() || first.equals("java")) {
                return java(java, command.subList(1, command.size()), "the command that was named");
            }
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

    /** Starts a JVM with the AOT cache that is there, and holds it to that. */
    private Entrypoint java(Optional<PublishedFile> java, List<String> arguments, String how) {
        List<String> words = new ArrayList<>();
        words.add(java.map(file -> "./" + file.path()).orElse("java"));
        words.addAll(arguments);
        JavaCommand named = new JavaCommand(words);
        named.jar()
                .filter(jar -> !jar.startsWith("/")
                        && folder.file(Path.of(jar).normalize().toString()).isEmpty())
                .ifPresent(jar -> {
                    throw new ArtifactException("there is no " + jar + " in " + folder.dir() + " to start"
                            + runnableJars().stream()
                                    .findFirst()
                                    .map(j -> "; there is " + j.path())
                                    .orElse(""));
                });
        Optional<String> found = Stream.concat(
                        named.jar().map(jar -> jar.replaceFirst("\\.jar$", ".aot")).stream(), Stream.of(DEFAULT_CACHE))
                .filter(path -> path.endsWith(".aot") && folder.file(path).isPresent())
                .findFirst();
        JavaCommand command = named.heldToCache(found);
        List<String> notes = new ArrayList<>();
        command.cache()
                .flatMap(folder::file)
                .filter(cache -> !TrainedFrom.check(folder, cache.path()))
                .ifPresent(cache -> notes.add("the AOT cache " + cache.path()
                        + " does not say which jars it was trained from: that it is of these is taken on trust"));
        Optional<ElfHeader> elf = java.flatMap(file -> ElfHeader.read(file.source()));
        java.ifPresentOrElse(
                file -> notes.addAll(notes(file, elf)),
                () -> notes.add("there is no Java runtime in the folder: the base image has to bring java (run.base)"));
        return new Entrypoint(
                command.words(),
                elf.flatMap(header -> architecture(java.orElseThrow(), header)),
                how
                        + command.cache()
                                .map(cache -> ", with the AOT cache " + cache)
                                .orElse(""),
                notes);
    }

    /** Every ELF file that looks like a program of the app itself. */
    private List<Program> programs() {
        List<Program> found = new ArrayList<>();
        for (PublishedFile file : folder.files()) {
            boolean library = file.name().matches("(?s).*\\.so(\\.[0-9.]+)?");
            // .NET's crash dumper lies beside every self-contained app.
            if (!library && !runtimes.hold(file) && !file.name().equals("createdump")) {
                ElfHeader.read(file.source())
                        .filter(ElfHeader::isProgram)
                        .ifPresent(header -> found.add(new Program(file, header)));
            }
        }
        return found;
    }

    private boolean isAppHost(PublishedFile file) {
        return folder.file(file.path() + ".dll").isPresent()
                && folder.file(file.path() + ".runtimeconfig.json").isPresent();
    }

    /** Of a .NET app in one file its launcher is all that there is to see. */
    private Optional<Entrypoint> bundled(Program program, String over) {
        return DotNetBundle.in(program.file().source()).map(bundle -> {
            boolean needsRuntime =
                    bundle.config().filter(c -> !c.contains(BRINGS_FRAMEWORKS)).isPresent();
            return program(
                    program,
                    "the " + (needsRuntime ? "framework-dependent " : "") + ".NET app "
                            + program.file().path() + " in one file" + over,
                    needsRuntime ? List.of(NEEDS_DOTNET) : List.of());
        });
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
        return SmallFile.text(folder.file(runtimeconfig).orElseThrow()).contains(BRINGS_FRAMEWORKS);
    }

    private List<PublishedFile> runnableJars() {
        return withSuffix(".jar").stream()
                .filter(f -> !runtimes.hold(f))
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
