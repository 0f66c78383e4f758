package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.command.option.Converters;
import dev.coldstart.cli.command.option.SettingsOptions;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.protocol.WorkerClient;
import dev.coldstart.service.Service;
import dev.coldstart.service.comparison.Workers;
import dev.coldstart.service.operation.Logs;
import dev.coldstart.service.operation.ServiceSettings;
import dev.coldstart.worker.WorkerProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The measurement service, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run the measurement service: it takes artifacts, queues comparisons, keeps reports and history.")
public final class ServeCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cancellation cancellation;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Mixin
    SettingsOptions settings = new SettingsOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1; 0 takes any that is free.")
    Optional<Integer> port = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where it answers, such as 0.0.0.0:8080 (default: 127.0.0.1:8080).")
    Optional<String> listen = Optional.empty();

    @Option(names = "--worker", description = "Measure too, with the engine of this machine.")
    boolean worker;

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

    public ServeCommand(Cancellation cancellation, Clock clock) {
        this.cancellation = cancellation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ServiceSettings chosen = settings.read(listen.or(() -> port.map(p -> "127.0.0.1:" + p)));
        Logs.begin(chosen.log(), System.err);
        CountDownLatch stop = new CountDownLatch(1);
        cancellation.onCancel(stop::countDown);
        try (Service service = Service.start(chosen, clock)) {
            spec.commandLine().getOut().println("coldstart serves at " + service.address());
            spec.commandLine().getOut().flush();
            if (worker) {
                work(service, chosen.stopWithin(), chosen.data(), stop);
            } else {
                stop.await();
            }
            return ExitCode.MEASURED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.CANCELLED;
        }
    }

    /** Over the same HTTP as any other worker: nothing that takes uploads holds the engine. */
    private void work(Service service, Duration stopWithin, Path data, CountDownLatch stop)
            throws InterruptedException {
        try (WorkerClient link = new WorkerClient(service.address(), service.workerToken(), PATIENCE)) {
            WorkerProcess process = new WorkerProcess(
                            link,
                            Engines.docker(clock),
                            new WorkerProcess.Identity(Workers.WITHIN, List.of(), Version.text()),
                            data.resolve("worker"),
                            clock,
                            WorkerProcess.Pauses.DEFAULT)
                    .serving(Converters.bases(bases));
            if (!noNoiseFloor) {
                var _ = process.measuringItself();
            }
            Thread working = Thread.ofPlatform().name("worker").start(process::run);
            stop.await();
            process.stop();
            if (!working.join(stopWithin)) {
                process.abort();
                working.join();
            }
        }
    }
}
