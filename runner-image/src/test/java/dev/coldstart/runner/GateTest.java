package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate as a process. */
final class GateTest {

    @TempDir
    Path dir;

    private final String token = UUID.randomUUID().toString();

    @Test
    void holdsUntilContinuedAndThenIsTheApp() throws IOException {
        Process process =
                Programs.start(Programs.path("gate"), token, "--", "sh", "-c", "echo $$ $1; exit 7", "sh", "a b");
        try {
            int pid = heldGate();
            assertThat(Proc.stat(pid).parent()).as("the keeper").isEqualTo(Programs.pid(process));
            assertThat(Proc.heldGate("another token")).isEmpty();
            assertThat(process.getInputStream().available()).isZero();
            assertThat(Native.kill(pid, Native.SIGCONT)).isTrue();
            assertThat(Programs.exitCode(process)).isEqualTo(7);
            assertThat(output(process)).isEqualTo(pid + " a b\n");
            assertThat(Proc.heldGate(token)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void stopsTwiceWhenTheDiskIsToBeCold() throws IOException {
        Files.writeString(dir.resolve("file"), "content");
        Process process = Programs.start(
                Programs.path("gate"),
                token,
                "--cold",
                dir.toString(),
                "--",
                "cat",
                dir.resolve("file").toString());
        try {
            int pid = heldGate();
            assertThat(Proc.name(pid)).isEqualTo("coldstart-gate\n");
            Native.kill(pid, Native.SIGCONT);
            Programs.await(() -> Proc.name(pid).equals("coldstart-cold\n") && Proc.stopped(pid));
            assertThat(process.getInputStream().available()).isZero();
            Native.kill(pid, Native.SIGCONT);
            assertThat(Programs.exitCode(process)).isZero();
            assertThat(output(process)).isEqualTo("content");
        } finally {
            process.destroyForcibly();
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new String[] {}, 125, "usage: "),
                Arguments.of(new String[] {"token"}, 125, "usage: "),
                Arguments.of(new String[] {"token", "--"}, 125, "usage: "),
                Arguments.of(new String[] {"token", "sh"}, 125, "usage: "),
                Arguments.of(new String[] {"token", "--cold", "/tmp", "sh"}, 125, "usage: "),
                Arguments.of(new String[] {"token", "--cold", "/tmp", "--"}, 125, "usage: "));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWrongUse(String[] arguments, int code, String message) throws IOException {
        Process process = Programs.start(Programs.path("gate"), arguments);
        assertThat(Programs.exitCode(process)).isEqualTo(code);
        assertThat(output(process)).startsWith(message);
    }

    @Test
    void saysWhyTheAppCantBeRun() throws IOException {
        Path program = dir.resolve("app");
        refused(program, 127, "cannot run " + program + ": No such file or directory");
        Files.writeString(program, "#!/no/such/interpreter\n");
        refused(program, 126, "cannot run " + program + ": Permission denied");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        refused(program, 127, program + " is there, but the loader or interpreter that it names is not in the image");
        Files.write(program, new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 9});
        refused(program, 126, "cannot run " + program + ": Exec format error");
        refused(Path.of("no-such-command-anywhere"), 127, "No such file or directory");
    }

    private void refused(Path program, int code, String message) throws IOException {
        Process process = Programs.start(Programs.path("gate"), token, "--", program.toString());
        Native.kill(heldGate(), Native.SIGCONT);
        assertThat(Programs.exitCode(process)).as(message).isEqualTo(code);
        assertThat(output(process)).startsWith("coldstart-gate: ").contains(message);
    }

    /** The keeper tells how the app ended, as a shell would. */
    @Test
    void tellsOfASignal() throws IOException {
        Process process = Programs.start(Programs.path("gate"), token, "--", "sh", "-c", "kill -SEGV $$");
        Native.kill(heldGate(), Native.SIGCONT);
        assertThat(Programs.exitCode(process)).isEqualTo(128 + 11);
    }

    /** The app leads a session of its own, as a container's command does, and does not outlive its keeper. */
    @Test
    void theAppIsAloneAndGoesWithTheKeeper() throws IOException {
        Process process = Programs.start(Programs.path("gate"), token, "--", "sleep", "1000");
        int pid = heldGate();
        Native.kill(pid, Native.SIGCONT);
        Programs.await(() -> Proc.name(pid).equals("sleep\n"));
        assertThat(Proc.text(pid, "stat").replaceFirst(".*\\) ", "").split(" ", -1)[3])
                .as("session")
                .isEqualTo(Integer.toString(pid));
        process.destroyForcibly();
        Programs.await(() -> !Native.kill(pid, 0) || Proc.stat(pid).state() == 'Z');
    }

    private int heldGate() {
        AtomicInteger pid = new AtomicInteger();
        Programs.await(() -> {
            OptionalInt found = held();
            found.ifPresent(pid::set);
            return found.isPresent();
        });
        return pid.get();
    }

    private OptionalInt held() {
        try {
            return Proc.heldGate(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
