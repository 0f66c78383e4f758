package dev.coldstart.cli.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Published folders with the program whose start is known, as the shipped jar brings it. */
final class Known {

    private Known() {}

    /** A folder with the program for this machine. */
    static Path folder(Path folder) throws IOException {
        return folder(folder, here());
    }

    /** A folder with the program for another machine than this. */
    static Path foreignFolder(Path folder) throws IOException {
        return folder(folder, here().equals("x64") ? "arm64" : "x64");
    }

    private static String here() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    private static Path folder(Path folder, String architecture) throws IOException {
        Path program = Files.createDirectories(folder).resolve("known");
        try (ZipFile shipped = new ZipFile(Coldstart.jar().toFile());
                InputStream prober = shipped.getInputStream(shipped.getEntry("runner/prober.jar"));
                ZipInputStream inside = new ZipInputStream(prober)) {
            ZipEntry entry = inside.getNextEntry();
            while (entry != null && !entry.getName().equals("native/" + architecture + "/known")) {
                entry = inside.getNextEntry();
            }
            Files.write(program, inside.readAllBytes());
        }
        if (Files.size(program) == 0 || !program.toFile().setExecutable(true)) {
            throw new IOException("the shipped jar holds no known program for " + architecture);
        }
        return folder;
    }
}
