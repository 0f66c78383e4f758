package dev.coldstart.measure.engine;

import java.util.List;

/**
 * An app as the engine can start it.
 *
 * @param reference what the engine knows it by
 * @param sizeBytes the files of base and app together, unpacked, the same on every engine
 * @param command the app's own command line
 */
public record AppImage(String reference, long sizeBytes, List<String> command) {
    public AppImage {
        command = List.copyOf(command);
    }
}
