package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/** Looks into the files that say how an app is started. */
final class SmallFile {

    private static final int LIMIT = 1 << 20;

    private SmallFile() {}

    /** The first MiB of a file as text. */
    static String text(PublishedFile file) {
        try (InputStream in = Files.newInputStream(file.source())) {
            return new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file.source() + ": " + IoReason.of(e), e);
        }
    }

    /** Whether {@code java -jar} would find a class to run in it. A file that is no jar has none. */
    static boolean hasMainClass(PublishedFile file) {
        try (JarFile jar = new JarFile(file.source().toFile(), false)) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.MAIN_CLASS);
        } catch (ZipException e) {
            return false;
        } catch (IOException e) {
            throw new ArtifactException("can't read " + file.source() + ": " + IoReason.of(e), e);
        }
    }
}
