package dev.coldstart.artifact.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in words what an I/O exception means; several of the JDK's carry only a path as their message. */
final class IoReason {

    private IoReason() {}

    static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException gone -> gone.getFile() + " went away while it was read";
            default -> String.valueOf(e.getMessage());
        };
    }
}
