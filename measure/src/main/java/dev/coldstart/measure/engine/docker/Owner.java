package dev.coldstart.measure.engine.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The process that a container was made by, as its label says it. An engine that keeps a prober's input open when the worker is
 * gone (Podman) leaves the prober running for ever; who is on the same machine can see that nobody is there any more.
 */
final class Owner {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    private static final int PARTS = 4;

    /** Of the fields after the name, which may hold anything: when it was started, in ticks since the machine was. */
    private static final int STARTED = 19;

    private Owner() {}

    /** This process; empty where the kernel does not tell. */
    static String ours() {
        return of(ProcessHandle.current().pid());
    }

    static String of(long pid) {
        try {
            Optional<String> place = place();
            return started(pid)
                    .flatMap(ticks -> place.map(where -> where + " " + pid + " " + ticks))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether that process has certainly ended: only of those of this machine and PID namespace it can be known. */
    static boolean isGone(String owner) {
        List<String> parts = List.of(owner.split(" "));
        try {
            if (parts.size() != PARTS || !place().equals(Optional.of(parts.get(0) + " " + parts.get(1)))) {
                return false;
            }
            return !started(Long.parseLong(parts.get(2))).equals(Optional.of(parts.get(3)));
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static Optional<String> place() throws IOException {
        return Files.isReadable(BOOT)
                ? Optional.of(Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE))
                : Optional.empty();
    }

    private static Optional<String> started(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return Optional.empty();
        }
        String text = Files.readString(stat);
        return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" ")[STARTED]);
    }
}
