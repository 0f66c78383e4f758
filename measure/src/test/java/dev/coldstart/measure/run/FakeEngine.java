package dev.coldstart.measure.run;

import dev.coldstart.artifact.folder.PublishedFolder;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.probe.Endpoint;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.probe.Seen;
import dev.coldstart.core.probe.Timing;
import dev.coldstart.core.sample.Body;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Limit;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import dev.coldstart.measure.engine.AppImage;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.HeldApp;
import dev.coldstart.measure.engine.Postmortem;
import dev.coldstart.measure.engine.Session;
import dev.coldstart.measure.engine.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine that starts nothing and keeps account of what it is asked: an app is held, timed at most once, and removed, or it
 * is left to the session's end.
 */
public final class FakeEngine implements Engine {

    /** What a study sees of a form. */
    public interface Studied {
        StudyResult of(String form, Study study, Optional<Size> size);
    }

    /** What comes of a start. */
    public interface Script {
        /** @param number of this form's starts so far, from 0 */
        Outcome start(String form, int number, ProbeCommand.Idle idle);

        /** What it answers afterwards. */
        default List<Reply> replies(String form, int number, List<ParityRequest> exchange) {
            return exchange.stream().map(request -> answer(200)).toList();
        }

        /** What is seen beside the outcome. */
        default Seen seen(String form, int number, Timing timing, Outcome outcome) {
            return outcome instanceof Outcome.Started ? Seen.at(Endpoint.loopback(8080)) : Seen.NOTHING;
        }

        /** The end of its log. */
        default List<String> lastWords(String form) {
            return List.of("last words of " + form);
        }
    }

    private final Script script;
    private final Runnable beforeHold;
    private final Runnable whileIdle;
    private final Set<FakeApp> there = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final AtomicInteger making = new AtomicInteger();
    private boolean open;
    /** What its sessions have to say at their end. */
    final List<String> remarks = new ArrayList<>();

    /** What studies see. */
    Studied studied = (form, study, size) -> new StudyResult.Started(1, 1);

    int opened;
    int heldInVain;
    int examined;
    int most;
    volatile boolean aborted;

    public FakeEngine(Script script) {
        this(script, () -> {}, () -> {});
    }

    /**
     * @param beforeHold run before a container is there, on the thread that makes it
     * @param whileIdle run in an app's second of idleness, which takes no time here
     */
    FakeEngine(Script script, Runnable beforeHold, Runnable whileIdle) {
        this.whileIdle = whileIdle;
        this.script = script;
        this.beforeHold = beforeHold;
    }

    /** The image of a form: the engine knows it by the form's name. */
    static AppImage image(String form) {
        return new AppImage(form, 1, List.of("./" + form));
    }

    public static Outcome good(ProbeCommand.Idle idle) {
        return new Outcome.Started(
                new HttpPhases(1, 2, 3, 4, 5, 1),
                new Usage(1, 1, 0, 1, 1),
                idle == ProbeCommand.Idle.MEASURE ? Optional.of(new IdleMemory(2, 1, 3)) : Optional.empty());
    }

    /** One whose first answer took so long. */
    public static Outcome started(long firstNs) {
        return new Outcome.Started(
                new HttpPhases(1, 2, firstNs, firstNs + 1, firstNs + 2, 1), new Usage(1, 1, 0, 1, 1), Optional.empty());
    }

    public static Reply answer(int status) {
        return new Reply.Answered(status, Map.of(), Body.of(new byte[0]), Optional.empty());
    }

    public static Outcome failed(FailureReason reason) {
        return new Outcome.Failed(reason, "as scripted", OptionalInt.empty(), Optional.empty(), List.of());
    }

    @Override
    public String description() {
        return "fake";
    }

    @Override
    public Set<Limit> lacks() {
        return Set.of();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public Architecture architecture() {
        return Architecture.X64;
    }

    @Override
    public AppImage appImage(Tenant tenant, PublishedFolder folder, List<String> command, Optional<String> base) {
        return image(command.getFirst().replaceFirst("^\\./", ""));
    }

    @Override
    public AppImage known(List<String> arguments) {
        return image("known");
    }

    @Override
    public synchronized Session open(RunSettings run) {
        open = true;
        opened++;
        return new FakeSession();
    }

    /** What is there after everything was closed: made after the session's end, so that nothing removes it. */
    synchronized Set<FakeApp> left() {
        return Set.copyOf(there);
    }

    /** Waits until no container is being made. */
    void awaitQuiet() {
        while (making.get() > 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public int removeLeftovers() {
        return 0;
    }

    @Override
    public void close() {}

    private final class FakeSession implements Session {

        @Override
        public Machine machine() {
            return new Machine(
                    Architecture.X64, "fake", 2, 1, "0", "fake", "v2", "1", "0", Optional.empty(), List.of());
        }

        @Override
        public HeldApp hold(AppImage image, Size size) {
            FakeApp app = (FakeApp) hold(image);
            app.size = Optional.of(size);
            return app;
        }

        @Override
        public HeldApp hold(AppImage image) {
            making.incrementAndGet();
            try {
                beforeHold.run();
                synchronized (FakeEngine.this) {
                    FakeApp app = new FakeApp(image.reference());
                    there.add(app);
                    most = Math.max(most, there.size());
                    return app;
                }
            } finally {
                making.decrementAndGet();
            }
        }

        @Override
        public void abort() {
            aborted = true;
        }

        @Override
        public List<String> remarks() {
            return List.copyOf(remarks);
        }

        @Override
        public void close() {
            synchronized (FakeEngine.this) {
                open = false;
                heldInVain +=
                        Math.toIntExact(there.stream().filter(app -> !app.timed).count());
                there.clear();
            }
        }
    }

    final class FakeApp implements HeldApp {

        private final String form;
        private boolean timed;
        private Optional<Size> size = Optional.empty();

        private FakeApp(String form) {
            this.form = form;
        }

        @Override
        public Platform platform() {
            return new Platform(10, 20);
        }

        @Override
        public ProbeEvent.Timed time(Timing timing, Runnable idling) {
            int number;
            synchronized (FakeEngine.this) {
                if (timed || !open || !there.contains(this)) {
                    throw new IllegalStateException("timed twice, or when it is no longer there");
                }
                timed = true;
                number = numbers.merge(form, 1, Integer::sum) - 1;
            }
            Outcome outcome = script.start(form, number, timing.idle());
            if (timing.idle() == ProbeCommand.Idle.MEASURE) {
                idling.run();
                whileIdle.run();
            }
            if (aborted) {
                throw new EngineException("the prober failed: it was told to stop");
            }
            Host host = new Host(0, OptionalLong.empty(), 0, OptionalDouble.empty());
            List<Reply> replies =
                    outcome instanceof Outcome.Started ? script.replies(form, number, timing.exchange()) : List.of();
            return new ProbeEvent.Timed(
                    "token",
                    "2026-01-01T00:00:00Z",
                    outcome,
                    host,
                    script.seen(form, number, timing, outcome),
                    replies);
        }

        @Override
        public ProbeEvent.Studied study(Timing timing, Study study) {
            ProbeEvent.Timed start = time(timing, () -> {});
            StudyResult result = start.outcome() instanceof Outcome.Started
                    ? studied.of(form, study, size)
                    : StudyResult.Failed.of(StudyTrouble.NOT_STARTED, "as scripted");
            return new ProbeEvent.Studied(start, result, 0);
        }

        @Override
        public Postmortem examine() {
            examined++;
            return new Postmortem(OptionalInt.of(139), form.equals("hungry"), script.lastWords(form));
        }

        @Override
        public void remove() {
            synchronized (FakeEngine.this) {
                there.remove(this);
            }
        }
    }
}
