package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** What a jar says of itself. */
final class JarManifest {

    private JarManifest() {}

    /** Whether {@code java -jar} finds a class in it to start. */
    static boolean canStart(Path jar) throws BuildFailedException {
        return of(jar).containsKey(Attributes.Name.MAIN_CLASS);
    }

    /** Its main attributes; none where it has no manifest. */
    static Attributes of(Path jar) throws BuildFailedException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException e) {
            throw new BuildFailedException("can't read " + jar + ": " + e.getMessage());
        }
    }
}
