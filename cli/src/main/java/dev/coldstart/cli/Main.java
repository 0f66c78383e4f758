package dev.coldstart.cli;

import dev.coldstart.artifact.folder.ArtifactException;
import dev.coldstart.cli.command.ActionCommand;
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
import dev.coldstart.cli.console.SafeWriter;
import dev.coldstart.cli.evidence.PackException;
import dev.coldstart.cli.init.InitException;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.service.store.StoreException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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
        return run(cancellation, System.getenv(), args);
    }

    /** @param env what the steps of the action read */
    static int run(Cancellation cancellation, Map<String, String> env, String... args) {
        Map<String, Supplier<Object>> commands = commands(cancellation, env, Clock.systemUTC());
        CommandLine line = new CommandLine(new Main());
        // To read the options of all fourteen takes as long as a service's start does: the one that is asked for is
        // enough.
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(Set.of(args[0]));
        }
        commands.values().forEach(command -> line.addSubcommand(command.get()));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(new SafeWriter(line.getOut()), true))
                .setErr(new PrintWriter(new SafeWriter(line.getErr()), true))
                .setParameterExceptionHandler((e, arguments) -> refuse(e))
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command))
                .execute(args);
    }

    /** By their names, in the order of the help. */
    private static Map<String, Supplier<Object>> commands(
            Cancellation cancellation, Map<String, String> env, Clock clock) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand::new);
        commands.put("build", () -> new BuildCommand(cancellation));
        commands.put("measure", () -> new MeasureCommand(cancellation, clock));
        commands.put("compare", () -> new CompareCommand(cancellation, clock));
        commands.put("readiness", () -> new ReadinessCommand(cancellation, clock));
        commands.put("report", ReportCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("serve", () -> new ServeCommand(cancellation, clock));
        commands.put("worker", () -> new WorkerCommand(cancellation, clock));
        commands.put("token", () -> new TokenCommand(clock));
        commands.put("backup", BackupCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("calibrate", () -> new CalibrateCommand(cancellation, clock));
        commands.put("doctor", () -> new DoctorCommand(cancellation, clock));
        commands.put("action", () -> new ActionCommand(env, arguments -> run(cancellation, arguments)));
        return commands;
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
