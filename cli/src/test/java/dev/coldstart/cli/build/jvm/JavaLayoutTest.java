package dev.coldstart.cli.build.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.cli.build.SmallApp;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JavaLayoutTest {

    @TempDir
    Path dir;

    private Path from = Path.of("");

    @BeforeEach
    void libraries() throws IOException {
        from = Files.createDirectories(dir.resolve("project/target"));
        Path nothing = Files.createDirectories(dir.resolve("nothing"));
        SmallApp.jar(from.resolve("lib/b.jar"), nothing, Map.of());
        SmallApp.jar(from.resolve("lib/a.jar"), nothing, Map.of(Attributes.Name.CLASS_PATH, "b.jar"));
        SmallApp.jar(from.resolve("my libs/c.jar"), nothing, Map.of());
        SmallApp.jar(dir.resolve("project/outside.jar"), nothing, Map.of());
        Files.createDirectories(from.resolve("conf"));
        Files.writeString(from.resolve("conf/x.properties"), "x");
    }

    static Stream<Arguments> classPaths() {
        return Stream.of(
                Arguments.of("lib/a.jar", List.of("app.jar", "lib/a.jar", "lib/b.jar"), ""),
                Arguments.of("my%20libs/c.jar", List.of("app.jar", "my libs/c.jar"), ""),
                Arguments.of("conf/", List.of("app.jar", "conf/x.properties"), ""),
                Arguments.of("conf/ conf lib/../conf/", List.of("app.jar", "conf/x.properties"), ""),
                Arguments.of("missing.jar lib/gone/ /no/such.jar file:/no/such.jar", List.of("app.jar"), ""),
                Arguments.of(".", List.of("app.jar"), "names the jar's own folder in its Class-Path (.)"),
                Arguments.of("./ ..", List.of("app.jar"), "names the jar's own folder in its Class-Path (./)"),
                Arguments.of("app-1.0.jar", List.of("app-1.0.jar", "app.jar"), ""),
                Arguments.of("https://example.com/x.jar", List.of("app.jar"), "https://example.com/x.jar"),
                Arguments.of("100%.jar c:\\\\x.jar", List.of("app.jar"), "which is no file: it was left out"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classPaths")
    void whatAManifestNamesGoesAlong(String classPath, List<String> files, String note) throws Exception {
        Path jar = jar(classPath);
        Path to = dir.resolve("to");
        try (BuildRun run = run()) {
            JavaLayout.copy(jar, to, run);
            assertThat(FileTrees.files(to))
                    .extracting(f -> to.relativize(f).toString())
                    .containsExactlyElementsOf(files);
            assertThat(String.join("\n", run.notes())).contains(note);
            assertThat(run.notes().isEmpty()).isEqualTo(note.isEmpty());
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("../outside.jar", "a library outside its folder, ../outside.jar"),
                Arguments.of("DIR/project/outside.jar", "a library by its place on this machine"),
                Arguments.of("file:DIR/project/target/lib/b.jar", "a library by its place on this machine"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCantGoAlongIsASentence(String classPath, String why) throws Exception {
        Path jar = jar(classPath.replace("DIR", dir.toString()));
        try (BuildRun run = run()) {
            assertThatThrownBy(() -> JavaLayout.copy(jar, dir.resolve("to"), run))
                    .isInstanceOfSatisfying(
                            BuildFailedException.class,
                            e -> assertThat(e.reason()).contains(why, "build a jar that has all of them beside it"));
        }
    }

    @Test
    void aFolderWhoseFilesKnowEachOtherGoesAlongWhole() throws Exception {
        Path app = from.resolve("quarkus-app");
        for (String folder : List.of("quarkus", "lib/main", "app")) {
            Files.createDirectories(app.resolve(folder));
        }
        for (String file : List.of("quarkus/q.dat", "lib/main/x.jar", "app/app.jar", "quarkus-run.jar")) {
            Files.writeString(app.resolve(file), "x");
        }
        Path to = dir.resolve("to");
        try (BuildRun run = run()) {
            JavaLayout.copy(app.resolve("quarkus-run.jar"), to, run);
        }
        assertThat(FileTrees.files(to))
                .extracting(f -> to.relativize(f).toString())
                .containsExactly("app/app.jar", "lib/main/x.jar", "quarkus-run.jar", "quarkus/q.dat");
    }

    @Test
    void theOutermostPomThatNamesAModuleBuildsIt() throws IOException {
        Path root = dir.resolve("repo");
        Files.createDirectories(root.resolve(".git"));
        Path module = Files.createDirectories(root.resolve("services/shop"));
        Files.createDirectories(root.resolve("alone"));
        Files.writeString(
                root.resolve("pom.xml"), "<modules><!-- <module>alone</module> --><module>services</module></modules>");
        Files.writeString(root.resolve("services/pom.xml"), "<modules>\n<module> shop </module></modules>");
        assertThat(MavenBuild.reactor(module)).isEqualTo(root);
        assertThat(MavenBuild.reactor(root.resolve("alone"))).isEqualTo(root.resolve("alone"));
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of("app.jar app-sources.jar original-app.jar app-javadoc.jar app-plain.jar", "", "app.jar"),
                Arguments.of("app-1.0-exec.jar", "app-1.0.jar", "app-1.0-exec.jar"),
                Arguments.of("quarkus-app/quarkus-run.jar", "app-1.0.jar", "quarkus-app/quarkus-run.jar"),
                Arguments.of("a.jar b.jar", "", "several runnable jars in TARGET: a.jar, b.jar: name the one"),
                Arguments.of(
                        "", "app-1.0.jar", "none has a Main-Class in its manifest: app-1.0.jar; let Maven make one"),
                Arguments.of("shop.war", "shop-classes.jar", "shop.war"),
                Arguments.of(
                        "", "shop.war", "the war in TARGET can't be started by java -jar, as it has no Main-Class"),
                Arguments.of("", "", "there is no jar in TARGET"));
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @MethodSource("targets")
    void theJarThatCanBeStartedIsFound(String runnable, String others, String found) throws Exception {
        Path nothing = Files.createDirectories(dir.resolve("nothing"));
        Path target = Files.createDirectories(dir.resolve("maven/target"));
        for (String name : runnable.split(" ")) {
            if (!name.isEmpty()) {
                SmallApp.jar(target.resolve(name), nothing, Map.of(Attributes.Name.MAIN_CLASS, "Main"));
            }
        }
        for (String name : others.split(" ")) {
            if (!name.isEmpty()) {
                SmallApp.jar(target.resolve(name), nothing, Map.of());
            }
        }
        MavenBuild maven = new MavenBuild(new Tools(Map.of()), dir.resolve("maven/pom.xml"));
        if (found.contains(" ")) {
            assertThatThrownBy(() -> maven.jar(Map.of()))
                    .isInstanceOfSatisfying(
                            BuildFailedException.class,
                            e -> assertThat(e.reason()).contains(found.replace("TARGET", target.toString())));
        } else {
            assertThat(maven.jar(Map.of())).isEqualTo(target.resolve(found));
        }
    }

    /** Nobody cleans before each build: an older version lies there, and what another packaging made. */
    @Test
    void ofSeveralJarsTheOneIsTakenThatTheBuildWrote() throws Exception {
        Path nothing = Files.createDirectories(dir.resolve("nothing"));
        Path target = Files.createDirectories(dir.resolve("maven/target"));
        Map<Attributes.Name, String> main = Map.of(Attributes.Name.MAIN_CLASS, "Main");
        MavenBuild maven = new MavenBuild(new Tools(Map.of()), dir.resolve("maven/pom.xml"));
        Path old = SmallApp.jar(target.resolve("shop-1.0.jar"), nothing, main);
        Path runner = SmallApp.jar(target.resolve("shop-runner.jar"), nothing, main);
        Files.setLastModifiedTime(runner, JAVA_TIME);
        Map<Path, FileTime> before = maven.written();
        assertThat(before).containsOnlyKeys(old, runner);
        Path quarkus = SmallApp.jar(target.resolve("quarkus-app/quarkus-run.jar"), nothing, main);
        assertThat(maven.jar(before)).isEqualTo(quarkus);

        before = maven.written();
        Files.setLastModifiedTime(runner, FileTime.from(JAVA_TIME.toInstant().plusSeconds(1)));
        assertThat(maven.jar(before)).isEqualTo(runner);

        // Where it wrote none, as all was up to date, nothing tells them apart.
        Map<Path, FileTime> same = maven.written();
        assertThatThrownBy(() -> maven.jar(same))
                .isInstanceOfSatisfying(
                        BuildFailedException.class,
                        e -> assertThat(e.reason()).contains("several runnable jars", "name the one to start"));
    }

    private static final FileTime JAVA_TIME = FileTime.from(JavaPackage.TIME);

    private Path jar(String classPath) throws IOException {
        return SmallApp.jar(
                from.resolve("app-1.0.jar"),
                dir.resolve("nothing"),
                Map.of(Attributes.Name.MAIN_CLASS, "Main", Attributes.Name.CLASS_PATH, classPath));
    }

    private BuildRun run() throws IOException {
        return new BuildRun(dir.resolve("build.log"), dir, new Tools(Map.of()), Duration.ofMinutes(1), line -> {});
    }
}
