package dev.coldstart.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/**
 * The inputs that are kept for the fuzz targets of a module. A target is a class named {@code *Fuzz}; {@code bin/fuzz} looks for
 * more inputs.
 */
public final class Corpus {

    private static final String METHOD = "fuzzerTestOneInput";
    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

    private Corpus() {}

    /** Each of them as a test, in the module whose folder is the working directory. */
    public static Stream<DynamicContainer> tests() throws IOException {
        try (Stream<Path> all = Files.walk(CLASSES)) {
            List<Path> targets =
                    all.filter(file -> file.toString().endsWith("Fuzz.class")).toList();
            assertThat(targets).isNotEmpty();
            return targets.stream().map(Corpus::target);
        }
    }

    /** Has a target read every file of a folder: for {@code bin/fuzz}, in a JVM with little memory. */
    public static void main(String... arguments) throws Throwable {
        Method method = Class.forName(arguments[0]).getMethod(METHOD, byte[].class);
        for (Path input : files(Path.of(arguments[1]))) {
            run(method, Files.readAllBytes(input));
        }
    }

    private static DynamicContainer target(Path file) {
        String path = CLASSES.relativize(file).toString();
        String type = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        String name = type.substring(type.lastIndexOf('.') + 1, type.length() - "Fuzz".length());
        try {
            Method method = Class.forName(type).getMethod(METHOD, byte[].class);
            return DynamicContainer.dynamicContainer(
                    name,
                    files(CORPUS.resolve(name.toLowerCase(Locale.ROOT))).stream()
                            .map(input -> DynamicTest.dynamicTest(
                                    String.valueOf(input.getFileName()), () -> run(method, Files.readAllBytes(input))))
                            .toList());
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("the target " + type + " has no corpus, or no method of a target", e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void run(Method method, byte[] input) throws Throwable {
        try {
            method.invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
