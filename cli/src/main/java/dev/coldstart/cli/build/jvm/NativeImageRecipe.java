package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.FormSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One native program, made from the jar by GraalVM. */
public record NativeImageRecipe(JavaPackage javaPackage, Path dir, Tools tools, FormSettings form) implements Recipe {

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        if (tools.onPath("native-image").isEmpty()) {
            throw new BuildFailedException(
                    "native-image is not on the PATH: install GraalVM, or leave the form aot out");
        }
        Path classes = Files.createDirectories(dir.resolve("work"));
        javaPackage.appInto(classes, form.properties(), run);
        Path published = Files.createDirectories(dir.resolve("published"));
        run.run(
                List.of(
                        "native-image",
                        "--no-fallback",
                        "-jar",
                        classes.resolve(JavaLayout.JAR).toString(),
                        "-o",
                        published.resolve("app").toString()),
                form.env());
        return published;
    }
}
