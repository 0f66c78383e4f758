package dev.coldstart.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What /proc says, as proc(5) describes it. A process may end between two lines: then readers give "empty". */
final class Proc {

    private static final Path ROOT = Path.of("/proc");
    private static final String LISTEN = "0A";
    private static final String UNIX_ACCEPTS = "00010000";

    /** Fields of /proc/PID/stat. */
    record Stat(char state, int parent, long minorFaults, long majorFaults, long childTicks, int threads, int cpu) {}

    private Proc() {}

    /** The gate that was given this token and has stopped itself; empty as long as there is none. */
    static OptionalInt heldGate(String token) throws IOException {
        for (int pid : pids()) {
            String[] arguments = text(pid, "cmdline").split("\0", -1);
            if (arguments.length > 1 && arguments[1].equals(token) && stopped(pid)) {
                return OptionalInt.of(pid);
            }
        }
        return OptionalInt.empty();
    }

    static boolean stopped(int pid) {
        return stat(pid).state() == 'T';
    }

    static Stat stat(int pid) {
        String line = text(pid, "stat");
        int name = line.lastIndexOf(')');
        if (name < 0) {
            return new Stat('X', 0, 0, 0, 0, 0, 0);
        }
        String[] fields = line.substring(name + 2).split(" ", -1);
        return new Stat(
                fields[0].charAt(0),
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[7]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[13]) + Long.parseLong(fields[14]),
                Integer.parseInt(fields[17]),
                Integer.parseInt(fields[36]));
    }

    static String name(int pid) {
        return text(pid, "comm");
    }

    /** All processes in the app's container: those in the same cgroup as this one. It comes first. */
    static List<Integer> family(int pid) throws IOException {
        String cgroup = text(pid, "cgroup");
        List<Integer> family = new ArrayList<>(List.of(pid));
        for (int other : pids()) {
            if (other != pid && !cgroup.isEmpty() && text(other, "cgroup").equals(cgroup)) {
                family.add(other);
            }
        }
        return family;
    }

    private static List<Integer> pids() throws IOException {
        List<Integer> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            entries.forEach(
                    entry -> pids.add(Integer.parseInt(entry.getFileName().toString())));
        }
        pids.sort(Comparator.naturalOrder());
        return pids;
    }

    /** A line such as {@code Rss:   1234 kB} in bytes, of {@code smaps_rollup}, {@code status} or {@code meminfo}. */
    static OptionalLong kilobytes(String text, String name) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(name + ":")) {
                String digits =
                        line.substring(name.length() + 1).replace("kB", "").strip();
                return OptionalLong.of(Long.parseLong(digits) * 1024);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The control groups of a process's container, seen through its own view of the file system: the one place where a
     * neighbour in the PID namespace finds them, with cgroup v1 and v2 alike.
     */
    static Path cgroups(int pid) {
        return ROOT.resolve(pid + "/root/sys/fs/cgroup");
    }

    /** A file of a process; the empty text when the process is gone. */
    static String text(int pid, String file) {
        return text(ROOT.resolve(Integer.toString(pid)).resolve(file));
    }

    /** Writes to a file of a process that takes orders; nothing happens when the process is gone, or we may not. */
    static void write(int pid, String file, String order) {
        try {
            Files.writeString(ROOT.resolve(Integer.toString(pid)).resolve(file), order, StandardOpenOption.WRITE);
        } catch (IOException e) {
            // it has ended, or an old kernel knows no such order
        }
    }

    /** A file under /proc, or anywhere; the empty text when it can't be read. */
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Where something listens in this network namespace, ports ascending, with addresses to reach it by. It takes the kernel
     * milliseconds, as it walks the whole machine's connections: for a kernel that does not answer {@link SocketTable}. That a
     * socket of IPv6 takes no IPv4 is not to be seen here.
     */
    static List<InetSocketAddress> listeners() throws IOException {
        List<InetSocketAddress> found = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : text(ROOT.resolve("self").resolve(table)).split("\n", -1)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 3 && fields[3].equals(LISTEN)) {
                    int colon = fields[1].indexOf(':');
                    int port = Integer.parseInt(fields[1].substring(colon + 1), 16);
                    found.add(new InetSocketAddress(
                            Addresses.reachable(address(fields[1].substring(0, colon)), false), port));
                }
            }
        }
        found.sort(Comparator.comparingInt(InetSocketAddress::getPort));
        return found.stream().distinct().toList();
    }

    /** The table has each word of an address as a number of this machine. */
    private static byte[] address(String digits) {
        ByteBuffer bytes = ByteBuffer.allocate(digits.length() / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < digits.length(); at += 8) {
            bytes.putInt(Integer.parseUnsignedInt(digits, at, at + 8, 16));
        }
        return bytes.array();
    }

    /** Paths of the UNIX sockets that something listens on in this network namespace. */
    static List<String> unixListeners() {
        List<String> paths = new ArrayList<>();
        for (String line : text(ROOT.resolve("self").resolve("net/unix")).split("\n", -1)) {
            String[] fields = line.strip().split("\\s+", 8);
            if (fields.length == 8 && fields[3].equals(UNIX_ACCEPTS)) {
                paths.add(fields[7]);
            }
        }
        return paths;
    }

    /** Whether there is an IPv6 loopback address to listen on. */
    static boolean hasLoopbackV6() {
        return text(ROOT.resolve("self").resolve("net/if_inet6")).contains("00000000000000000000000000000001");
    }
}
