import dev.coldstart.artifact.archive.ArchiveWriter;
import dev.coldstart.artifact.folder.PublishedFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packs a folder as coldstart sends it: {@code java -cp coldstart.jar bench/Pack.java FOLDER FILE}. */
final class Pack {

    public static void main(String[] words) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(words[1])))) {
            ArchiveWriter.write(PublishedFolder.inspect(Path.of(words[0])), out);
        }
    }
}
