package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.config.FormSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The app with a Java runtime of its own, the same in every form that has one. */
public record JavaRecipe(JavaPackage javaPackage, FormSettings form, Path dir, Layout layout) implements Recipe {

    /** What becomes of jars in a jar. */
    public enum Layout {
        /** They stay there. */
        AS_SHIPPED,
        /** They are unpacked, and there have to be some. */
        EXTRACTED,
        /** They are unpacked where there are some: of classes that the app's own loader defines an AOT cache keeps little. */
        CACHEABLE
    }

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        Path published = Files.createDirectories(dir.resolve("published"));
        javaPackage.appInto(published, form.properties(), run);
        NestedJar jar = new NestedJar(published.resolve(JavaLayout.JAR));
        boolean nested = Files.exists(jar.jar()) && jar.isOne();
        switch (layout) {
            case AS_SHIPPED -> {}
            case EXTRACTED -> {
                if (!nested) {
                    throw new BuildFailedException("the app is no jar with jars in it, so there is nothing to extract:"
                            + " leave the form " + form.form() + " out");
                }
                extract(jar, published, run);
            }
            case CACHEABLE -> {
                if (nested && jar.canExtract()) {
                    extract(jar, published, run);
                    run.note(form.name()
                            + ": the cache was made of the jar as it extracts itself (java -Djarmode=tools -jar"
                            + " app.jar extract), as of jars in a jar a cache keeps little: its gain is that of extracting"
                            + " and of the cache together; the form jit-extracted shows the first alone");
                } else if (nested) {
                    run.note(form.name()
                            + ": the jar can't extract itself, which Spring Boot's can from 3.3 on: of the jars"
                            + " in it the cache keeps little");
                }
            }
        }
        javaPackage.runtimeInto(published, run);
        return published;
    }

    private void extract(NestedJar jar, Path published, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        if (!jar.canExtract()) {
            throw new BuildFailedException(
                    "the jar can't extract itself: Spring Boot 3.3 or later is needed, with its tools"
                            + " in the jar (includeTools); or leave the form " + form.form() + " out");
        }
        Path work = dir.resolve("work").resolve("extracted");
        javaPackage.extract(jar.jar(), work, run);
        Files.delete(jar.jar());
        FileTrees.copy(work, published);
        FileTrees.date(published, JavaPackage.TIME);
    }
}
