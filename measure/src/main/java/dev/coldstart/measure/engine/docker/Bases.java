package dev.coldstart.measure.engine.docker;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What was found out of base images when an engine gave them, kept by the engine's name for them. With containerd's image
 * store that name is no longer the digest of the configuration, by which Jib knows what it has.
 *
 * @param folder one file for each base
 */
record Bases(Path folder) {

    Optional<SavedImage.Contents> find(String id) {
        Path file = file(id);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.line().readValue(Files.readString(file), SavedImage.Contents.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            // It is found out once more.
            return Optional.empty();
        }
    }

    void keep(String id, SavedImage.Contents contents) throws IOException {
        Files.createDirectories(folder);
        Path whole = Files.createTempFile(folder, "new-", "");
        Files.writeString(whole, Json.line().writeValueAsString(contents));
        Files.move(whole, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String id) {
        return folder.resolve(id.replaceFirst("^sha256:", "").replaceAll("[^0-9a-f]", "_") + ".json");
    }
}
