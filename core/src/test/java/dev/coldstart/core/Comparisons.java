package dev.coldstart.core;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Host;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.Reply;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.sample.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;

/** Comparisons made up for tests, start by start. The first variant is the baseline. */
public final class Comparisons {

    private final List<Variant> variants = new ArrayList<>();
    private final List<BuildRecord> builds = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final List<Answers> answers = new ArrayList<>();
    private List<ParityRequest> behaviour = List.of();
    private final Random random;
    private List<BuildWarning> warnings = List.of();
    private List<BuildPackage> packages = List.of();
    private Optional<End> end = Optional.of(new End(End.Reason.PRECISE, "", 12));
    private double minimumGain = Policy.DEFAULT_MINIMUM_GAIN;
    private TeamPolicy team = TeamPolicy.NONE;
    private String created = "2026-01-01T00:00:00Z";
    private Host host = new Host(0, OptionalLong.of(0), 0.1, OptionalDouble.empty());

    private Platform platform = Platform.UNKNOWN;
    private Optional<CostSettings> cost = Optional.empty();
    private Optional<Origin> origin = Optional.empty();
    private Optional<String> ships = Optional.empty();
    private String app = "app";
    private final List<String> assumptions = new ArrayList<>();

    public Comparisons(long seed) {
        this.random = new Random(seed);
    }

    public Comparisons app(String value) {
        this.app = value;
        return this;
    }

    /** There is no base, and why. */
    public Comparisons without(MissingBase base) {
        origin = origin.map(known -> known.without(base));
        return assuming("base was not measured: " + base.reason());
    }

    public Comparisons origin(Origin value) {
        this.origin = Optional.of(value);
        return this;
    }

    /** The form that is in production. */
    public Comparisons ships(String form) {
        this.ships = Optional.of(form);
        return this;
    }

    public Comparisons assuming(String assumption) {
        assumptions.add(assumption);
        return this;
    }

    /** What the next variant's build warns of. */
    public Comparisons warned(List<BuildWarning> value) {
        this.warnings = value;
        return this;
    }

    /** What the builds from here on use. */
    public Comparisons packages(List<BuildPackage> value) {
        this.packages = value;
        return this;
    }

    public Comparisons end(Optional<End> value) {
        this.end = value;
        return this;
    }

    public Comparisons minimumGain(double value) {
        this.minimumGain = value;
        return this;
    }

    public Comparisons platform(Platform value) {
        this.platform = value;
        return this;
    }

    public Comparisons cost(CostSettings value) {
        this.cost = Optional.of(value);
        return this;
    }

    public Comparisons team(TeamPolicy value) {
        this.team = value;
        return this;
    }

    /** When it was planned: dates of the policy are compared with it. */
    public Comparisons created(String value) {
        this.created = value;
        return this;
    }

    /** Warnings of the build of a variant that is there already. */
    public Comparisons warned(String name, BuildWarning... warnings) {
        builds.replaceAll(b -> b.variant().equals(name)
                ? new BuildRecord(
                        name,
                        b.command(),
                        b.seconds(),
                        List.of(warnings),
                        b.warningsUnknown(),
                        b.packages(),
                        b.failure(),
                        b.logTail(),
                        b.settings())
                : b);
        return this;
    }

    /** Of the build that is there already nobody knows what it warned of. */
    public Comparisons unheard(String name) {
        builds.replaceAll(b -> b.variant().equals(name)
                ? new BuildRecord(
                        name,
                        b.command(),
                        b.seconds(),
                        b.warnings(),
                        Optional.of("it printed nothing"),
                        b.packages(),
                        b.failure(),
                        b.logTail(),
                        b.settings())
                : b);
        return this;
    }

    /** What the files of a variant that is there already show of themselves. */
    public Comparisons makeup(String name, Makeup makeup) {
        artifacts.replaceAll(a -> a.variant().equals(name)
                ? new Artifact(name, a.digest(), a.command(), a.sizes(), Optional.of(makeup))
                : a);
        return this;
    }

    /** What is charged to a variant that is there already, wherever its memory was looked at. */
    public Comparisons charged(String name, long bytes) {
        starts.replaceAll(s -> s.variant().equals(name) && s.outcome() instanceof Outcome.Started started
                ? new Start(
                        name,
                        s.block(),
                        s.position(),
                        s.at(),
                        new Outcome.Started(
                                started.phases(),
                                started.usage(),
                                started.idle()
                                        .map(idle -> new IdleMemory(
                                                idle.rssBytes(),
                                                idle.pssBytes(),
                                                idle.peakBytes(),
                                                OptionalLong.of(bytes + s.block()),
                                                OptionalLong.of(bytes + bytes / 20)))),
                        s.platform(),
                        s.host())
                : s);
        return this;
    }

    public Comparisons host(Host value) {
        this.host = value;
        return this;
    }

    /** The requests whose answers are compared. */
    public Comparisons asks(List<ParityRequest> requests) {
        this.behaviour = requests;
        return this;
    }

    /** What a variant answered to each of them in one start. */
    public Comparisons answers(String name, int block, List<Reply> replies, List<String> log) {
        answers.add(new Answers(name, block, replies, Optional.empty(), log));
        return this;
    }

    /** A variant that was built, with starts in blocks 0 (warm-up) to {@code blocks}. */
    public Comparisons variant(String name, long size, int blocks, IntFunction<Outcome> outcome) {
        add(name);
        builds.add(new BuildRecord(name, "make " + name, 3, warnings, packages, Optional.empty(), List.of()));
        warnings = List.of();
        artifacts.add(
                new Artifact(name, "sha256:" + "0".repeat(64), List.of("./app"), new Sizes(size, 0, size / 2, 0)));
        for (int block = 0; block <= blocks; block++) {
            starts.add(new Start(name, block, 0, "2026-01-01T00:00:00Z", outcome.apply(block), platform, host));
        }
        return this;
    }

    public Comparisons notBuilt(String name, String why) {
        add(name);
        builds.add(new BuildRecord(
                name, "make", 9, List.of(new BuildWarning("IL2026", "app", "", "m")), Optional.of(why), List.of()));
        return this;
    }

    public Comparisons notTried(String name) {
        add(name);
        return this;
    }

    private void add(String name) {
        int at = name.indexOf('@');
        variants.add(new Variant(name.substring(0, at), name.substring(at + 1), Architecture.X64));
    }

    /** A good start whose first answer comes after about so many milliseconds, give or take 5 %. */
    public IntFunction<Outcome> around(double millis) {
        return block -> good(millis * Math.exp(0.05 * random.nextGaussian()), block);
    }

    public static Outcome good(double millis, int block) {
        long first = Math.round(millis * 1e6);
        Optional<IdleMemory> idle = block >= 1 && block <= 6
                ? Optional.of(new IdleMemory(60_000_000 + block, 50_000_000, 70_000_000))
                : Optional.empty();
        return new Outcome.Started(
                new HttpPhases(100_000, first / 2, first, first + 1000, first + 900_000, 10),
                new Usage(first * 9 / 10, 3000 + block, 0, 12, 1),
                idle);
    }

    public static Outcome failed(FailureReason reason) {
        OptionalInt code = reason == FailureReason.EXITED ? OptionalInt.of(139) : OptionalInt.empty();
        return new Outcome.Failed(reason, "seen so.", code, Optional.empty(), List.of("last line"));
    }

    public SampleSet samples() {
        return new SampleSet(plan(), builds, artifacts, Optional.empty(), starts, end).withAnswers(answers);
    }

    public Plan plan() {
        return new Plan(
                app,
                created,
                variants,
                variants.getFirst().name(),
                HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.empty()),
                RunSettings.defaults(),
                Sampling.defaults(1),
                new Policy(minimumGain, Policy.DEFAULT_REGRESSION_TOLERANCE, Policy.DEFAULT_METRICS, team),
                assumptions,
                cost,
                behaviour,
                origin,
                ships);
    }
}
