package dev.coldstart.service.api;

import dev.coldstart.protocol.Wire;
import dev.coldstart.service.access.Caller;
import dev.coldstart.service.comparison.Leases;
import dev.coldstart.service.comparison.Workers;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code /worker}: what worker processes call, and nobody else. */
final class WorkerRoutes {

    private static final int MAX_BODY = 64 << 20;
    private static final int SMALL_BODY = 64 << 10;

    private final Leases leases;
    private final Workers workers;
    private final Guard guard;
    private final Duration lease;
    private final Places bodies = new Places(2L * MAX_BODY, 2L * MAX_BODY);

    WorkerRoutes(Leases leases, Workers workers, Guard guard, Duration lease) {
        this.leases = leases;
        this.workers = workers;
        this.guard = guard;
        this.lease = lease;
    }

    void claim(Context context) throws IOException {
        Caller.OfWorker caller = guard.worker(guard.caller(context));
        Wire.Hello hello = Bodies.read(Bodies.text(context, SMALL_BODY), Wire.Hello.class);
        Leases.Offer offer =
                new Leases.Offer(hello.name(), hello.architecture(), new HashSet<>(hello.labels()), hello.noiseFloor());
        if (!workers.seen(offer, caller.token(), hello.version())) {
            throw new ProblemException(Problem.of(
                    403,
                    "worker-name-taken",
                    "That name is another worker's",
                    "the name " + hello.name() + " belongs to the token that it first came with: give this worker"
                            + " another (--name), or revoke that token"));
        }
        Optional<Leases.Claim> claim = leases.claim(offer);
        if (claim.isEmpty()) {
            context.status(204);
            return;
        }
        Leases.Claim work = claim.get();
        Bodies.answer(
                context,
                200,
                new Wire.Assignment(
                        work.comparison().id(),
                        work.comparison().repository(),
                        work.lease().id(),
                        lease.toSeconds(),
                        work.submission(),
                        work.kept(),
                        work.comparison().standing().kept().lines(),
                        work.comparison().standing().kept().nextBlock()));
    }

    void lines(Context context) throws IOException {
        Caller.OfWorker caller = guard.worker(guard.caller(context));
        Wire.Lines lines = Bodies.read(Bodies.large(context, MAX_BODY, bodies, caller.token()), Wire.Lines.class);
        answer(
                context,
                leases.lines(
                        context.pathParam("id"),
                        lines.lease(),
                        lines.from(),
                        lines.lines(),
                        lines.nextBlock().isPresent()
                                ? Optional.of(lines.nextBlock().getAsInt())
                                : Optional.empty()));
    }

    void done(Context context) throws IOException {
        var _ = guard.worker(guard.caller(context));
        Wire.Done done = Bodies.read(Bodies.text(context, SMALL_BODY), Wire.Done.class);
        answer(context, leases.done(context.pathParam("id"), done.lease(), done.lines()));
    }

    void handBack(Context context) throws IOException {
        var _ = guard.worker(guard.caller(context));
        Wire.HandBack back = Bodies.read(Bodies.text(context, SMALL_BODY), Wire.HandBack.class);
        if (back.refused().isPresent()) {
            leases.refused(context.pathParam("id"), back.lease(), back.refused().get());
        } else if (back.broken().isPresent()) {
            leases.broken(context.pathParam("id"), back.lease(), back.broken().get());
        } else {
            leases.handBack(context.pathParam("id"), back.lease());
        }
        context.status(204);
    }

    private static void answer(Context context, Leases.Taken taken) {
        Bodies.answer(
                context,
                200,
                switch (taken) {
                    case Leases.Taken.Kept kept -> new Wire.Taken(OptionalInt.empty());
                    case Leases.Taken.Expected(int line) -> new Wire.Taken(OptionalInt.of(line));
                });
    }
}
