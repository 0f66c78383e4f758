package dev.coldstart.cli.build;

import dev.coldstart.cli.config.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar with a Java runtime of its own, the same in every form that has one. */
record JavaRecipe(JavaPackage javaPackage, Toolchain.Java java, Path dir) implements Recipe {

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        Path published = Files.createDirectories(dir.resolve("published"));
        javaPackage.withRuntimeInto(published, java, run);
        return published;
    }
}
