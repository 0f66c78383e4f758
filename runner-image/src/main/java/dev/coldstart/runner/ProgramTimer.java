package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.ProgramPhases;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.runner.program.EndWords;
import dev.coldstart.runner.program.ProgramEnd;
import dev.coldstart.runner.program.ProgramPipes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Times one run of a program: opens the gate, gives it its input, reads what it prints, and is told of its end by its keeper. */
final class ProgramTimer {

    /** Stands for a status where there is none: what is printed has no other. */
    private static final int OK = 200;

    private final ProbeCommand.TimeStart command;
    private final ProgramScenario program;
    private final Gate gate;
    private final Consumer<ProbeEvent> meanwhile;

    /** @param meanwhile told when everything is measured */
    ProgramTimer(ProbeCommand.TimeStart command, ProgramScenario program, Gate gate, Consumer<ProbeEvent> meanwhile) {
        this.command = command;
        this.program = program;
        this.gate = gate;
        this.meanwhile = meanwhile;
    }

    ProbeEvent.Timed time() throws IOException {
        AppProcesses app = new AppProcesses(gate.pid());
        putFiles();
        boolean measured = false;
        try (ProgramPipes pipes = new ProgramPipes(gate.pid(), app.keeper(), program.input())) {
            HostWatch host = HostWatch.begin(gate.pid());
            Instant at = Instant.now();
            long apart = Native.monotonicNanos() - System.nanoTime();
            long t0 = gate.open();
            long execAt = gate.awaitExec();
            Optional<ProgramEnd> end = pipes.awaitEnd(t0 + program.deadline().toNanos());
            Host during = host.end();
            if (end.isEmpty()) {
                return timed(at, noEnd(app, pipes, t0), during, List.of());
            }
            long exitAt = Math.max(t0, end.get().at() - apart);
            Optional<Outcome.Failed> wrong = wrong(end.get(), pipes);
            measured = wrong.isEmpty();
            return measured
                    ? timed(at, ran(end.get(), pipes, app, exitAt - t0, execAt - t0), during, replies(pipes))
                    : timed(at, wrong.get(), during, List.of());
        } finally {
            if (measured) {
                meanwhile.accept(new ProbeEvent.Idling(command.token()));
                app.killAndKeepContainer();
            } else {
                app.killAllWithKeeper();
            }
        }
    }

    /** Root's, and readable by the program; its folder is a file system of its container's own. */
    private void putFiles() throws IOException {
        Path folder = Path.of("/proc/" + gate.pid() + "/root" + ProgramScenario.FILES_FOLDER);
        for (Map.Entry<String, String> file : program.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Outcome ran(ProgramEnd end, ProgramPipes pipes, AppProcesses app, long exitNs, long execNs)
            throws IOException {
        int left = app.left();
        // The gate's own time lies before the opening.
        long system = Math.max(0, end.systemMicros() * 1000 - app.cpuBefore());
        long user = end.userMicros() * 1000;
        return new Outcome.Started(
                new ProgramPhases(
                        Math.min(execNs, exitNs),
                        exitNs,
                        user,
                        system,
                        end.maxRssBytes(),
                        pipes.output().length(),
                        pipes.errors().length(),
                        left),
                new Usage(
                        user + system,
                        Math.max(0, end.minorFaults() - app.before().minorFaults()),
                        Math.max(0, end.majorFaults() - app.before().majorFaults()),
                        1,
                        1 + left),
                Optional.empty());
    }

    /** Empty where it ended as it should and printed what it should. */
    private Optional<Outcome.Failed> wrong(ProgramEnd end, ProgramPipes pipes) {
        List<String> log = log(pipes);
        if (end.signal().isPresent()) {
            return Optional.of(
                    failed(FailureReason.WRONG_EXIT, "it was ended by a signal" + EndWords.terminal(log), end, log));
        }
        if (end.exitCode() != program.exitCode()) {
            return Optional.of(failed(
                    FailureReason.WRONG_EXIT,
                    "it ended with exit code " + end.exitCode() + ", and " + program.exitCode() + " is expected"
                            + EndWords.terminal(log),
                    end,
                    log));
        }
        byte[] beginning = pipes.output().beginning();
        String text = new String(beginning, StandardCharsets.UTF_8);
        boolean good = new AnswerCheck(new Expectation(OK, Map.of(), program.expect()))
                .bodyMatches(new Answer(OK, Map.of(), text, ByteBuffer.wrap(beginning)));
        return good
                ? Optional.empty()
                : Optional.of(failed(FailureReason.WRONG_OUTPUT, EndWords.otherwise(text, pipes.output()), end, log));
    }

    private static Outcome.Failed failed(FailureReason reason, String detail, ProgramEnd end, List<String> log) {
        return new Outcome.Failed(reason, detail, OptionalInt.of(end.exitCode()), Optional.empty(), log);
    }

    private Outcome.Failed noEnd(AppProcesses app, ProgramPipes pipes, long t0) throws IOException {
        if (System.nanoTime() - t0 < program.deadline().toNanos()) {
            // Its keeper was ended with it, as the kernel may do at the memory limit.
            return Failures.exited("");
        }
        return new Outcome.Failed(
                FailureReason.NOT_ENDED,
                EndWords.stillThere(
                        app.pid(),
                        app.usage().cpuNs(),
                        program.deadline(),
                        Optional.of(SocketTable.listeners())
                                .filter(listening -> !listening.isEmpty())
                                .map(Addresses::list)),
                OptionalInt.empty(),
                Optional.empty(),
                log(pipes));
    }

    private static List<String> log(ProgramPipes pipes) {
        List<String> errors = pipes.errors().lastLines();
        return errors.isEmpty() ? pipes.output().lastLines() : errors;
    }

    private List<Reply> replies(ProgramPipes pipes) {
        return command.timing().exchange().stream()
                .<Reply>map(request -> new Reply.Answered(
                        OK,
                        Map.of(),
                        (ProgramScenario.isErrors(request) ? pipes.errors() : pipes.output()).body(),
                        Optional.empty()))
                .toList();
    }

    private ProbeEvent.Timed timed(Instant at, Outcome outcome, Host host, List<Reply> replies) {
        return new ProbeEvent.Timed(command.token(), at.toString(), outcome, host, Seen.NOTHING, replies);
    }
}
