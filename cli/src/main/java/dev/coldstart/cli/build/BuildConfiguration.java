package dev.coldstart.cli.build;

import dev.coldstart.cli.Version;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.core.plan.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * All that decides a build besides the sources, as one digest: where it is the same of the same commit, building again would
 * come to the same. Rather too much is in it than too little: what differs without need is built once more, and no harm done.
 */
public final class BuildConfiguration {

    private static final Path SYSTEM = Path.of("/etc/os-release");

    private BuildConfiguration() {}

    /**
     * Of a form that is built on this machine.
     *
     * @param place of the configuration within its repository, as two apps of it may have forms of the same name
     */
    public static String digest(Config config, FormSettings form, String place) {
        List<String> parts = new ArrayList<>(List.of(
                "coldstart " + Version.text(),
                "architecture " + Architecture.of(System.getProperty("os.arch")).id(),
                "place " + place,
                "form " + form.name(),
                // Compilers link with what the system has.
                "system " + system(),
                "configuration " + config.textWithoutSecrets()));
        new TreeMap<>(ToolVersions.of(config)).forEach((tool, version) -> parts.add("tool " + tool + " " + version));
        try {
            byte[] text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String system() {
        try {
            return Files.readAllLines(SYSTEM).stream()
                    .filter(line -> line.startsWith("ID=") || line.startsWith("VERSION_ID="))
                    .sorted()
                    .toList()
                    .toString();
        } catch (IOException e) {
            return System.getProperty("os.name") + " " + System.getProperty("os.version");
        }
    }
}
