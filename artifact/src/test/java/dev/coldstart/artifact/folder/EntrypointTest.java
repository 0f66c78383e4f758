package dev.coldstart.artifact.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EntrypointTest {

    private static final String SELF_CONTAINED = "{\"runtimeOptions\":{\"includedFrameworks\":[]}}";
    private static final String DEPENDENT = "{\"runtimeOptions\":{\"framework\":{}}}";

    @TempDir
    Path dir;

    static Stream<Arguments> commands() {
        UnaryOperator<Folder> selfContained = f -> f.program("api")
                .text("api.dll", "x")
                .text("api.runtimeconfig.json", SELF_CONTAINED)
                .program("createdump")
                .library("libcoreclr.so");
        return Stream.of(
                found("a self-contained .NET app", selfContained, "./api"),
                found(
                        "one with a helper program beside it",
                        f -> selfContained.apply(f).program("tool"),
                        "./api"),
                found(
                        "a .NET app without its launcher",
                        f -> f.text("api.dll", "x").text("api.runtimeconfig.json", DEPENDENT),
                        "dotnet",
                        "api.dll"),
                found("a native program", f -> f.program("api").library("libz.so.1.2"), "./api"),
                found(
                        "a static native program",
                        f -> f.bytes("bootstrap", Folder.elf(2, Folder.X64, "", 0x400000))
                                .executable("bootstrap"),
                        "./bootstrap"),
                found("the nearest native program", f -> f.program("api").program("tools/x/helper"), "./api"),
                found("a native program in a folder", f -> f.program("bin/api").text("readme", "x"), "./bin/api"),
                found(
                        "the executable one of two",
                        f -> f.program("api").bytes("data", Folder.elf(2, Folder.X64, "", 1)),
                        "./api"),
                found("a native program before a jar", f -> f.program("api").jar("api.jar", "Main"), "./api"),
                found(
                        "a jar",
                        f -> f.jar("users.jar", "Main").jar("lib/dep.jar", "Other"),
                        "java",
                        "-jar",
                        "users.jar"),
                found(
                        "app.jar before others",
                        f -> f.jar("app.jar", "M").jar("cli.jar", "M"),
                        "java",
                        "-jar",
                        "app.jar"),
                found(
                        "a jar with its runtime and AOT cache",
                        f -> f.jar("app.jar", "Main")
                                .text("app.aot", "x")
                                .program("jre/bin/java")
                                .program("jre/bin/keytool")
                                .program("jre/lib/jspawnhelper"),
                        "./jre/bin/java",
                        "-XX:AOTCache=app.aot",
                        "-XX:AOTMode=on",
                        "-jar",
                        "app.jar"),
                found(
                        "a Java runtime with the app linked into it",
                        f -> runtime(f, "").text("bin/shop", LAUNCHER).executable("bin/shop"),
                        "./bin/java",
                        "-m",
                        "com.example.shop/com.example.shop.Main"),
                found(
                        "one below another folder",
                        f -> runtime(f, "image/").text("image/bin/shop", LAUNCHER),
                        "./image/bin/java",
                        "-m",
                        "com.example.shop/com.example.shop.Main"),
                found(
                        "a jar in the folder that is a Java runtime",
                        f -> runtime(f, "").jar("lib/shop.jar", "Main"),
                        "./bin/java",
                        "-jar",
                        "lib/shop.jar"));
    }

    /** As {@code jlink --launcher} writes it. */
    private static final String LAUNCHER = """
            #!/bin/sh
            JLINK_VM_OPTIONS=
            DIR=`dirname $0`
            $DIR/java $JLINK_VM_OPTIONS -m com.example.shop/com.example.shop.Main "$@"
            """;

    private static Folder runtime(Folder folder, String home) {
        return folder.program(home + "bin/java")
                .program(home + "bin/keytool")
                .program(home + "lib/jspawnhelper")
                .library(home + "lib/libjli.so")
                .text(home + "lib/modules", "x")
                .text(home + "release", "JAVA_VERSION=\"25.0.3\"");
    }

    private static Arguments found(String name, UnaryOperator<Folder> files, String... command) {
        return Arguments.of(name, files, List.of(command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void findsTheCommand(String name, UnaryOperator<Folder> files, List<String> command) {
        Entrypoint entrypoint = find(files);
        assertThat(entrypoint.command()).isEqualTo(command);
        boolean inFolder = command.getFirst().startsWith("./");
        assertThat(entrypoint.nativeArchitecture())
                .isEqualTo(inFolder ? Optional.of(Architecture.X64) : Optional.empty());
        assertThat(entrypoint.program())
                .isEqualTo(inFolder ? Optional.of(command.getFirst().substring(2)) : Optional.empty());
        assertThat(entrypoint.how()).isNotBlank();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                error(f -> f.text("src/api.csproj", "x"), "src/api.csproj", "publish it first"),
                error(f -> f.text("pom.xml", "x"), "source code"),
                error(f -> f.text("api.exe", "MZ"), "Windows program", "-r linux-x64"),
                error(f -> f.bytes("api", new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe}), "macOS"),
                error(f -> f.text("out.zip", "x"), "unpack it"),
                error(f -> f.text("lib.dll", "x"), "it is a library"),
                error(f -> f.jar("lib.jar", ""), "no Main-Class"),
                error(f -> f.text("broken.jar", "x"), "no Main-Class"),
                error(f -> f.text("start", "#!/bin/sh\n"), "the script start", "--command ./start"),
                error(f -> f.library("libapi.so").text("readme", "x"), "looked for", "Name the folder"),
                error(f -> runtime(f, ""), "a Java runtime, bin/java", "--command './bin/java -m"),
                error(f -> f.program("one").program("two"), "2 native programs: ./one, ./two", "--command ./one"),
                error(f -> f.jar("a.jar", "M").jar("b.jar", "M"), "2 runnable jars", "--command"),
                error(
                        f -> f.bytes("api", Folder.elf(3, 243, "/lib/ld-linux-riscv64-lp64d.so.1", 1)),
                        "compiled for riscv",
                        "x64 and arm64"));
    }

    private static Arguments error(UnaryOperator<Folder> files, String... parts) {
        return Arguments.of(files, List.of(parts));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("errors")
    void saysWhyThereIsNone(UnaryOperator<Folder> files, List<String> parts) {
        assertThatThrownBy(() -> find(files))
                .isInstanceOf(ArtifactException.class)
                .message()
                .contains(parts);
    }

    static Stream<Arguments> notes() {
        return Stream.of(
                Arguments.of(
                        (UnaryOperator<Folder>) f -> f.bytes("api", Folder.elf(3, Folder.X64, Folder.GLIBC, 1)),
                        "executable bit"),
                Arguments.of(
                        (UnaryOperator<Folder>)
                                f -> f.bytes("api", Folder.elf(3, Folder.X64, "/lib/ld-musl-x86_64.so.1", 1))
                                        .executable("api"),
                        "linked against musl, the base image has glibc"),
                Arguments.of(
                        (UnaryOperator<Folder>)
                                f -> f.program("api").text("api.dll", "x").text("api.runtimeconfig.json", DEPENDENT),
                        "framework-dependent"),
                Arguments.of((UnaryOperator<Folder>) f -> f.jar("a.jar", "Main"), "no Java runtime"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("notes")
    void notesWhatMayStandInTheWay(UnaryOperator<Folder> files, String note) {
        assertThat(find(files).notes()).singleElement().asString().contains(note);
    }

    @Test
    void aNamedCommandIsTakenFromTheFolderFirst() {
        PublishedFolder folder = PublishedFolder.inspect(
                new Folder(dir).program("api").program("tool").dir());
        assertThat(Entrypoint.named(folder, List.of("tool", "--fast")).command())
                .containsExactly("./tool", "--fast");
        assertThat(Entrypoint.named(folder, List.of("java", "-jar")).program()).isEmpty();
        assertThatThrownBy(() -> Entrypoint.named(folder, List.of("./gone"))).hasMessageContaining("there is no gone");
    }

    /** What is named, and what is started in a folder with a runtime, a jar and its cache. */
    static Stream<Arguments> javaCommands() {
        return Stream.of(
                Arguments.of(
                        "java -jar app.jar server a.yml",
                        "./jre/bin/java -XX:AOTCache=app.aot -XX:AOTMode=on -jar app.jar server a.yml"),
                Arguments.of(
                        "java -Xmx99m -cp app.jar:lib/* -ea Main -XX:AOTMode=off",
                        "./jre/bin/java -XX:AOTCache=app.aot -XX:AOTMode=on -Xmx99m -cp app.jar:lib/* -ea Main -XX:AOTMode=off"),
                Arguments.of(
                        "./jre/bin/java -XX:AOTMode=auto -jar app.jar",
                        "./jre/bin/java -XX:AOTCache=app.aot -XX:AOTMode=on -jar app.jar"),
                Arguments.of(
                        "java -XX:AOTCache=other.aot -jar app.jar",
                        "./jre/bin/java -XX:AOTMode=on -XX:AOTCache=other.aot -jar app.jar"),
                Arguments.of("java -XX:AOTMode=off -jar app.jar", "./jre/bin/java -XX:AOTMode=off -jar app.jar"),
                Arguments.of("java -Xshare:off -jar app.jar", "./jre/bin/java -Xshare:off -jar app.jar"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaCommands")
    void aNamedJavaIsTheFoldersOwnAndIsHeldToTheCache(String named, String started) {
        PublishedFolder folder = PublishedFolder.inspect(new Folder(dir)
                .jar("app.jar", "Main")
                .text("app.aot", "x")
                .program("jre/bin/java")
                .dir());
        assertThat(Entrypoint.named(folder, List.of(named.split(" "))).command())
                .containsExactly(started.split(" "));
    }

    @Test
    void aJarThatIsNotThereIsNamedBesideTheOneThatIs() {
        PublishedFolder folder =
                PublishedFolder.inspect(new Folder(dir).jar("app.jar", "Main").dir());
        assertThatThrownBy(() -> Entrypoint.named(folder, List.of("java", "-jar", "target/shop-1.0.jar", "server")))
                .message()
                .contains("there is no target/shop-1.0.jar", "there is app.jar");
    }

    @Test
    void aCacheOfOtherJarsIsRefused() throws IOException {
        Folder files =
                new Folder(dir).jar("app.jar", "Main").jar("lib/a.jar", "").text("app.aot", "x");
        assertThat(find(f -> files).notes()).anyMatch(n -> n.contains("taken on trust"));
        TrainedFrom.write(dir, "app.aot", List.of(dir.resolve("app.jar"), dir.resolve("lib/a.jar")));
        assertThat(find(f -> files).notes()).noneMatch(n -> n.contains("taken on trust"));
        files.jar("lib/a.jar", "Changed");
        assertThatThrownBy(() -> find(f -> files))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("lib/a.jar in " + dir + " is not what the AOT cache app.aot was trained from");
    }

    @Test
    void readsTheArchitectureOfWhatRuns() {
        Entrypoint arm = find(f -> f.bytes("api", Folder.elf(3, Folder.ARM64, "/lib/ld-linux-aarch64.so.1", 1)));
        assertThat(arm.nativeArchitecture()).contains(Architecture.ARM64);
        ElfHeader own = ElfHeader.read(Path.of(System.getProperty("java.home"), "bin", "java"))
                .orElseThrow();
        assertThat(own.architecture()).contains(Architecture.of(System.getProperty("os.arch")));
        assertThat(own.interpreter().orElseThrow()).startsWith("/lib");
    }

    /** A hostile header must end in an answer, not in an exception of ours. */
    @Test
    void aDamagedHeaderIsNoAccident() {
        byte[] elf = Folder.elf(3, Folder.X64, Folder.GLIBC, 1);
        Path file = dir.resolve("x");
        for (int i = 4; i < elf.length; i++) {
            byte[] damaged = elf.clone();
            damaged[i] = (byte) 0xff;
            new Folder(dir).bytes("x", damaged);
            assertThat(ElfHeader.read(file)).isPresent();
            new Folder(dir).bytes("x", java.util.Arrays.copyOf(elf, i));
            ElfHeader.read(file);
        }
    }

    private Entrypoint find(UnaryOperator<Folder> files) {
        return Entrypoint.find(
                PublishedFolder.inspect(files.apply(new Folder(dir)).dir()));
    }
}
