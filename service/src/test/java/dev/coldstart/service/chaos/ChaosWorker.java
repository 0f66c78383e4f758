package dev.coldstart.service.chaos;

import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.run.FakeEngine;
import dev.coldstart.protocol.WorkerClient;
import dev.coldstart.worker.WorkerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A worker, as a process of its own, whose engine is slow, wrong or away now and then. */
final class ChaosWorker {

    /** As workers have it: a claim whose answer is not waited for counts as a worker that was lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ChaosWorker() {}

    /** Arguments: folder, port, token, name, seed. */
    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[4]));
        new WorkerProcess(
                        new WorkerClient(URI.create("http://127.0.0.1:" + args[1]), args[2], PATIENCE),
                        () -> new FakeEngine((form, number, idle) -> start(random, idle)),
                        new WorkerProcess.Identity(args[3], List.of(), "chaos"),
                        Path.of(args[0], args[3]),
                        Clock.systemUTC(),
                        new WorkerProcess.Pauses(Duration.ofMillis(50), Duration.ofMillis(200)))
                .run();
    }

    private static Outcome start(Random random, ProbeCommand.Idle idle) {
        LockSupport.parkNanos(2_000_000);
        int chance = random.nextInt(200);
        if (chance == 0) {
            throw new EngineException("the engine has gone away");
        }
        if (chance < 4) {
            LockSupport.parkNanos(3_000_000_000L);
        }
        return chance == 199 ? FakeEngine.failed(FailureReason.WRONG_STATUS) : FakeEngine.good(idle);
    }
}
