package dev.coldstart.cli.build.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The TCP ports that a process listens on, from {@code /proc}; see proc(5). */
final class ListeningPorts {

    private static final String LISTEN = "0A";

    private ListeningPorts() {}

    /** In ascending order; none when the process has ended. */
    static List<Integer> of(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        Set<String> sockets = sockets(proc.resolve("fd"));
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            try (Stream<String> lines = Files.lines(proc.resolve(table))) {
                lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
                    if (fields.length > 9 && fields[3].equals(LISTEN) && sockets.contains(fields[9])) {
                        ports.add(Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16));
                    }
                });
            } catch (IOException | java.io.UncheckedIOException e) {
                // The process has ended, or the kernel has no IPv6: there are no ports in this table.
            }
        }
        return List.copyOf(ports);
    }

    private static Set<String> sockets(Path fds) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> links = Files.list(fds)) {
            for (Path link : (Iterable<Path>) links::iterator) {
                String target = Files.readSymbolicLink(link).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // It has ended, or a descriptor was closed while it was looked at: the next look finds the rest.
            return inodes;
        }
        return inodes;
    }
}
