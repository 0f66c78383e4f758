package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the kernel that the test runs on. */
final class ProcTest {

    /** One more than the kernel gives out: PID_MAX_LIMIT. */
    private static final int GONE = (1 << 22) + 1;

    @TempDir
    Path dir;

    /** A process names itself, and stat(5) puts that name, blanks and brackets included, before the fields. */
    @Test
    void aNameCantForgeTheFields() throws IOException {
        Path hostile = dir.resolve("a) Z 1 (b");
        Files.copy(Programs.path("known"), hostile, StandardCopyOption.COPY_ATTRIBUTES);
        Process process = Programs.start(hostile, "--trap", "never-listen", "--sleep", "0");
        int pid = Programs.pid(process);
        try {
            Programs.await(
                    () -> Proc.name(pid).equals("a) Z 1 (b\n") && Proc.stat(pid).state() == 'S');
            assertThat(Proc.stat(pid).threads()).isEqualTo(1);
            assertThat(Proc.stat(pid).minorFaults()).isPositive();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void cpuTimeIsOfTheProcessAndOnlyGrows() {
        Process busy = Programs.start(Programs.path("known"), "--busy", "60000");
        Process idle = Programs.start(Programs.path("known"), "--trap", "never-listen", "--sleep", "0");
        try {
            Programs.await(() -> Native.cpuNanos(Programs.pid(busy)) > 50_000_000);
            Programs.await(() -> Proc.stat(Programs.pid(idle)).state() == 'S');
            long before = Native.cpuNanos(Programs.pid(busy));
            Programs.await(() -> Native.cpuNanos(Programs.pid(busy)) > before);
            assertThat(Native.cpuNanos(Programs.pid(idle))).isBetween(1L, before - 1);
        } finally {
            busy.destroyForcibly();
            idle.destroyForcibly();
        }
    }

    @Test
    void whatIsGoneReadsAsEmpty() throws IOException {
        assertThat(Native.cpuNanos(GONE)).isEqualTo(-1);
        assertThat(Native.kill(GONE, 0)).isFalse();
        assertThat(Proc.stat(GONE).state()).isEqualTo('X');
        assertThat(Proc.text(GONE, "smaps_rollup")).isEmpty();
        assertThat(Proc.kilobytes(Proc.text(GONE, "status"), "VmRSS")).isEmpty();
        assertThat(Proc.family(GONE)).containsExactly(GONE);
    }

    @Test
    void aKernelsKilobytesAreBytes() {
        assertThat(Proc.kilobytes("Rss:                1234 kB\nPss:  5 kB\n", "Pss"))
                .hasValue(5 * 1024);
        assertThat(Proc.kilobytes("VmRSSx: 1 kB\n", "VmRSS")).isEmpty();
    }

    @Test
    void findsWhatListensAndHowToReachIt() throws IOException {
        InetAddress everywhere = InetAddress.getByAddress(new byte[4]);
        try (ServerSocket one = new ServerSocket(0, 1, Addresses.loopback(1).getAddress());
                ServerSocket other = new ServerSocket(0, 1, everywhere)) {
            assertThat(Proc.listeners())
                    .contains(Addresses.loopback(one.getLocalPort()), Addresses.loopback(other.getLocalPort()))
                    .isSortedAccordingTo(java.util.Comparator.comparingInt(InetSocketAddress::getPort));
        }
    }

    /** What the kernel tells of by netlink, and what the table of text has, in one test: each is the other's witness. */
    @Test
    void theKernelTellsWhereSomethingListens() throws IOException {
        InetAddress v6 = InetAddress.ofLiteral("::1");
        try (ServerSocket loopback =
                        new ServerSocket(0, 1, Addresses.loopback(1).getAddress());
                ServerSocket everywhere = new ServerSocket(0);
                ServerSocket onlyV6 = new ServerSocket(0, 1, v6);
                ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.5"))) {
            InetSocketAddress[] all = {
                Addresses.loopback(loopback.getLocalPort()),
                Addresses.loopback(everywhere.getLocalPort()),
                new InetSocketAddress(v6, onlyV6.getLocalPort()),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.5"), other.getLocalPort())
            };
            assertThat(SocketTable.listeners())
                    .contains(all)
                    .isSortedAccordingTo(java.util.Comparator.comparingInt(InetSocketAddress::getPort));
            assertThat(Proc.listeners()).contains(all);
        }
    }
}
