package dev.coldstart.cli;

import dev.coldstart.cli.command.BackupCommand;
import dev.coldstart.cli.command.BuildCommand;
import dev.coldstart.cli.command.CalibrateCommand;
import dev.coldstart.cli.command.CompareCommand;
import dev.coldstart.cli.command.DoctorCommand;
import dev.coldstart.cli.command.InitCommand;
import dev.coldstart.cli.command.MeasureCommand;
import dev.coldstart.cli.command.ReadinessCommand;
import dev.coldstart.cli.command.ReportCommand;
import dev.coldstart.cli.command.RestoreCommand;
import dev.coldstart.cli.command.ServeCommand;
import dev.coldstart.cli.command.TokenCommand;
import dev.coldstart.cli.command.VerifyCommand;
import dev.coldstart.cli.command.WorkerCommand;
import dev.coldstart.cli.config.ConfigException;
import dev.coldstart.cli.evidence.PackException;
import dev.coldstart.cli.init.InitException;
import dev.coldstart.service.artifact.ArtifactException;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.store.StoreException;
import dev.coldstart.service.worker.Cancellation;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's table of contents. */
@Command(
        name = "coldstart",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "What ahead-of-time compilation would buy an app, and what it would break.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 measured, 1 a bug of coldstart's, 2 wrong usage or configuration, 3 a form could not be"
                    + " built, 4 a form could not be measured, 5 the policy said no (with --gate), 130 cancelled."
        })
public final class Main {

    /** More than a service's worker has for the block that is under way. */
    private static final long SECONDS_TO_CLEAN_UP = 90;

    private Main() {}

    public static void main(String[] args) {
        Cancellation cancellation = new Cancellation();
        AtomicBoolean ending = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.set(true);
            cancellation.cancel();
            try {
                var _ = done.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        int exitCode = run(cancellation, args);
        done.countDown();
        // In the middle of a shutdown the JVM is ending already, and exit() would wait for itself.
        if (!ending.get()) {
            System.exit(exitCode);
        }
    }

    static int run(Cancellation cancellation, String... args) {
        Clock clock = Clock.systemUTC();
        return new CommandLine(new Main())
                .addSubcommand(new InitCommand())
                .addSubcommand(new BuildCommand(cancellation))
                .addSubcommand(new MeasureCommand(cancellation, clock))
                .addSubcommand(new CompareCommand(cancellation, clock))
                .addSubcommand(new ReadinessCommand(cancellation, clock))
                .addSubcommand(new ReportCommand())
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new ServeCommand(cancellation, clock))
                .addSubcommand(new WorkerCommand(cancellation, clock))
                .addSubcommand(new TokenCommand(clock))
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new CalibrateCommand(cancellation, clock))
                .addSubcommand(new DoctorCommand(clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> refuse(e))
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command))
                .execute(args);
    }

    /** The options fill a screen: what was wrong with one would have scrolled off it. */
    private static int refuse(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("coldstart: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int explain(Exception e, CommandLine command) {
        int exitCode = switch (e) {
            case UserError error -> error.exitCode();
            case ConfigException error -> ExitCode.USAGE;
            case InitException error -> ExitCode.USAGE;
            case ArtifactException error -> ExitCode.USAGE;
            case PackException error -> ExitCode.USAGE;
            case StoreException error -> ExitCode.USAGE;
            case EngineException error -> ExitCode.NOT_MEASURED;
            default -> ExitCode.BUG;
        };
        if (exitCode == ExitCode.BUG) {
            command.getErr().println("coldstart: this is a bug of coldstart's, not of yours:");
            e.printStackTrace(command.getErr());
        } else {
            command.getErr().println("coldstart: " + e.getMessage());
        }
        return exitCode;
    }
}
