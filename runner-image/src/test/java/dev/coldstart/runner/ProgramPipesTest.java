package dev.coldstart.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coldstart.runner.program.EndWords;
import dev.coldstart.runner.program.ProgramEnd;
import dev.coldstart.runner.program.ProgramPipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs behind the real gate, which may do anything but end quietly. */
final class ProgramPipesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    private Optional<Process> process = Optional.empty();
    private String said = "";
    private String complained = "";
    private long printed;

    @BeforeEach
    void whatAKeeperTellsIsForTheProberAlone() {
        assumeTrue(System.getProperty("user.name", "").equals("root"), "only root reads what a keeper tells");
    }

    @AfterEach
    void end() {
        process.ifPresent(Process::destroyForcibly);
    }

    private Optional<ProgramEnd> run(Optional<String> input, Duration patience, String script) throws IOException {
        String token = UUID.randomUUID().toString();
        String pipes = input.isPresent() ? "3" : "2";
        Process keeper = Programs.start(
                Programs.path("gate"), token, "--pipes", pipes, "--", "sh", "-c", script, "sh", dir.toString());
        process = Optional.of(keeper);
        int gate = held(token);
        try (ProgramPipes ends = new ProgramPipes(gate, Programs.pid(keeper), input)) {
            Native.kill(gate, Native.SIGCONT);
            Optional<ProgramEnd> end = ends.awaitEnd(System.nanoTime() + patience.toNanos());
            said = new String(ends.output().beginning(), StandardCharsets.UTF_8);
            complained = new String(ends.errors().beginning(), StandardCharsets.UTF_8);
            printed = ends.output().length();
            return end;
        }
    }

    private ProgramEnd run(String script) throws IOException {
        return run(Optional.empty(), PATIENCE, script).orElseThrow();
    }

    private static int held(String token) {
        AtomicInteger pid = new AtomicInteger();
        Programs.await(() -> {
            try {
                OptionalInt found = Proc.heldGate(token);
                found.ifPresent(pid::set);
                return found.isPresent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return pid.get();
    }

    @Test
    void tellsWhatTheKernelTellsAParent() throws IOException {
        long before = Native.monotonicNanos();
        ProgramEnd end = run("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo out; echo err >&2; exit 3");
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.signal()).isEmpty();
        assertThat(end.at()).isBetween(before, Native.monotonicNanos());
        assertThat(end.userMicros() + end.systemMicros()).isPositive();
        assertThat(end.maxRssBytes()).isBetween(100_000L, 1L << 30);
        assertThat(end.minorFaults()).isPositive();
        assertThat(said).isEqualTo("out\n");
        assertThat(complained).isEqualTo("err\n");
    }

    @Test
    void tellsOfASignal() throws IOException {
        ProgramEnd end = run("kill -SEGV $$");
        assertThat(end.signal()).hasValue(11);
        assertThat(end.exitCode()).isEqualTo(128 + 11);
    }

    /** The keeper stays, so that the engine hears of no end while others are timed; continued, it ends as the program did. */
    @Test
    void theKeeperStaysUntilItIsContinued() throws IOException {
        run("exit 5");
        int keeper = Programs.pid(process.orElseThrow());
        Programs.await(() -> Proc.stopped(keeper));
        Native.kill(keeper, Native.SIGCONT);
        assertThat(Programs.exitCode(process.orElseThrow())).isEqualTo(5);
    }

    @Test
    void givesInputAndItsEnd() throws IOException {
        String input = "äöü\n".repeat(100_000);
        assertThat(run(Optional.of(input), PATIENCE, "cat").orElseThrow().exitCode())
                .isZero();
        assertThat(said).isEqualTo(input);
        assertThat(run(Optional.of(""), PATIENCE, "cat; echo end").orElseThrow().exitCode())
                .isZero();
        assertThat(said).isEqualTo("end\n");
    }

    @Test
    void inputThatNobodyReadsHoldsNobodyUp() throws IOException {
        String input = "x".repeat(1 << 20);
        assertThat(run(Optional.of(input), PATIENCE, "exec <&-; sleep 0.05; echo done")
                        .orElseThrow()
                        .exitCode())
                .isZero();
        assertThat(said).isEqualTo("done\n");
    }

    @Test
    void ofAHundredMegabytesOnlyTheBeginningIsKept() throws IOException {
        assertThat(run("head -c 100000000 /dev/zero").exitCode()).isZero();
        assertThat(printed).isEqualTo(100_000_000);
        assertThat(said).hasSize(1 << 20);
    }

    /** They hold its output open, and the end is that of the program. */
    @Test
    void childrenThatAreLeftBehindAreNotWaitedFor() throws IOException {
        long before = System.nanoTime();
        assertThat(run("(sleep 30; echo late) & echo now").exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        assertThat(said).isEqualTo("now\n");
    }

    @Test
    void whatWaitsForInputThatNeverComesIsSeenTo() throws IOException {
        Process fifo =
                Programs.start(Path.of("/usr/bin/mkfifo"), dir.resolve("fifo").toString());
        assertThat(Programs.exitCode(fifo)).isZero();
        assertThat(run(Optional.empty(), Duration.ofMillis(300), "echo $$ > $1/pid; exec cat <> $1/fifo"))
                .isEmpty();
        int pid = Integer.parseInt(Files.readString(dir.resolve("pid")).strip());
        assertThat(EndWords.stillThere(pid, 1_000_000, Duration.ofSeconds(1), Optional.empty()))
                .contains("it waits", "for input that never comes, from standard input");
    }

    @Test
    void saysWhatAProgramDoesInPlaceOfEnding() {
        int self = (int) ProcessHandle.current().pid();
        assertThat(EndWords.stillThere(self, 900_000_000, Duration.ofSeconds(1), Optional.empty()))
                .contains("it was computing");
        assertThat(EndWords.stillThere(self, 0, Duration.ofSeconds(1), Optional.of("127.0.0.1:8080")))
                .contains("it listens on 127.0.0.1:8080", "scenario: http");
        assertThat(EndWords.terminal(List.of("Cannot read keys when either application does not have a console")))
                .contains("it wants a terminal");
        assertThat(EndWords.terminal(List.of("tty"))).isEmpty();
    }
}
