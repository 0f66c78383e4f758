package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.command.option.Converters;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.protocol.RefusedException;
import dev.coldstart.protocol.WorkerClient;
import dev.coldstart.worker.WorkerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A worker on its own machine, until it is told to stop. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measure for a service, with the engine of this machine.")
public final class WorkerCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", required = true, description = "Where the service answers.")
    @SuppressWarnings("NullAway.Init") // by picocli
    URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:COLDSTART_TOKEN}",
            description = "A worker's token; better as COLDSTART_TOKEN, which no list of processes shows.")
    Optional<String> token = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Its name, which no other has (default: the host's).")
    Optional<String> name = Optional.empty();

    @Option(names = "--label", paramLabel = "LABEL", description = "What it has that others may not; may be repeated.")
    List<String> labels = List.of();

    @Option(
            names = "--stop-within",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the block that is under way may take when it is told to stop (default: 60).")
    long stopWithin;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description = "A base image of this engine that comparisons may name, such as debian:13; may be repeated"
                    + " (default: only the one that coldstart builds).")
    List<String> bases = List.of();

    @Option(
            names = "--no-noise-floor",
            description =
                    "Don't measure how noisy this machine is: it is then given everything that fits it otherwise.")
    boolean noNoiseFloor;

    public WorkerCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        String secret = token.orElseThrow(() -> new UserError(
                ExitCode.USAGE,
                "a worker needs a token: set COLDSTART_TOKEN to what coldstart token create --worker has printed"));
        Path folder = Files.createTempDirectory("coldstart-worker-");
        try (WorkerClient link = new WorkerClient(url, secret, PATIENCE)) {
            WorkerProcess process = new WorkerProcess(
                            link,
                            Engines.docker(clock),
                            new WorkerProcess.Identity(name.orElseGet(WorkerCommand::host), labels, Version.text()),
                            folder.resolve("work"),
                            clock,
                            WorkerProcess.Pauses.DEFAULT)
                    .serving(Converters.bases(bases));
            if (!noNoiseFloor) {
                var _ = process.measuringItself();
            }
            cancellation.onCancel(() -> {
                process.stop();
                Thread.ofPlatform().daemon().start(() -> abortLater(process));
            });
            spec.commandLine().getOut().println("coldstart measures for " + url);
            spec.commandLine().getOut().flush();
            process.run();
            return ExitCode.MEASURED;
        } catch (RefusedException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private void abortLater(WorkerProcess process) {
        try {
            Thread.sleep(Duration.ofSeconds(stopWithin));
            process.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UserError(ExitCode.USAGE, "this machine does not know its name: give the worker one with --name");
        }
    }
}
