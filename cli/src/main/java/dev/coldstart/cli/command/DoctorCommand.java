package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.doctor.DoctorFinding;
import dev.coldstart.cli.doctor.Examination;
import dev.coldstart.core.json.Json;
import dev.coldstart.measure.run.Cancellation;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine can measure. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Say what this machine can and can't measure or build, and why.")
public final class DoctorCommand implements Callable<Integer> {

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    public DoctorCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter stdout = spec.commandLine().getOut();
        List<DoctorFinding> findings = new Examination(Engines.docker(clock), cancellation, finding -> {
                    if (!json) {
                        print(finding, stdout);
                    }
                })
                .run();
        if (json) {
            stdout.println(Json.pretty().writeValueAsString(findings));
        }
        stdout.flush();
        boolean measures = findings.stream().noneMatch(f -> f.state() == DoctorFinding.State.MISSING);
        return measures ? ExitCode.MEASURED : ExitCode.NOT_MEASURED;
    }

    private static void print(DoctorFinding finding, PrintWriter stdout) {
        stdout.println(String.format("%-8s %s: %s", finding.state().id(), finding.subject(), finding.detail()));
        stdout.flush();
    }
}
