package dev.coldstart.core.report;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.Team;
import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.artifact.Makeup;
import dev.coldstart.core.artifact.Trait;
import dev.coldstart.core.cost.ByForm;
import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.cost.Prices;
import dev.coldstart.core.estimate.Decision;
import dev.coldstart.core.plan.MissingBase;
import dev.coldstart.core.plan.Origin;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.Platform;
import dev.coldstart.core.sample.SampleSet;
import dev.coldstart.core.verdict.ReportBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Reports made by hand, with the figures of a real comparison, and the samples that could have led to them. */
public final class Situations {

    /** A report and its samples. */
    public record Situation(String name, Report report, SampleSet samples) {}

    /** A form's size in the world: medians of its start, CPU, memory and files. */
    record Shape(String form, double ms, double idleMib, double publishedMb, double buildSeconds) {}

    static final Shape JIT = new Shape("jit", 200, 60.5, 105.7, 3.2);
    static final Shape R2R = new Shape("r2r-composite", 172, 70.6, 123.5, 9.8);
    static final Shape AOT = new Shape("aot", 19.1, 19.2, 9.9, 41.3);

    static final int BLOCKS = 24;

    private Situations() {}

    public static List<Situation> all() {
        return List.of(
                allWell(),
                aotFails(),
                notBuilt(),
                inconclusive(),
                nothingMeasured(),
                sinceBase(),
                baseMissing(),
                missingMetadata(),
                cost(),
                costMissing(),
                uneven(),
                alike(),
                unequal(),
                newWarnings(),
                adoptWithPreset(),
                stayForACounterCondition(),
                expiredException(),
                deniedLibrary(),
                aotSlower(),
                killedForMemory(),
                oneStartOfTwentyFailed(),
                buildFailed(),
                unchanged(),
                shippedRegression(),
                improvement(),
                breaksNative(),
                noBase(),
                noisy());
    }

    private static Comparisons change(long seed, String ships) {
        return new Comparisons(seed)
                .app("users-api")
                .created("2026-03-14T09:26:53Z")
                .ships(ships)
                .origin(new Origin(
                        Optional.of("octocat/users-api"),
                        Optional.of("4f2c9d1".repeat(5) + "4f2c9"),
                        Optional.of("0b8e7a3".repeat(5) + "0b8e7"),
                        OptionalInt.of(42)));
    }

    private static Situation changed(String name, long seed, String ships, double jit, double aot, double before) {
        Comparisons made = change(seed, ships);
        return built(
                name,
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(jit))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(aot))
                        .variant("jit@base", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@base", 9_900_000, BLOCKS, made.around(before)));
    }

    /** Nothing moved. */
    static Situation unchanged() {
        return changed("unchanged", 3, "jit", 200, 19.1, 19.1);
    }

    /** The form that ships starts much later than it did. */
    static Situation shippedRegression() {
        Comparisons made = change(22, "aot");
        IntFunction<Outcome> slow = made.around(71);
        return built(
                "shipped-regression",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, block -> busyBehindItsPort(slow.apply(block)))
                        .variant("jit@base", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@base", 9_900_000, BLOCKS, made.around(19.1)));
    }

    /** As something that is done in the first request. */
    private static Outcome busyBehindItsPort(Outcome outcome) {
        Outcome.Started started = (Outcome.Started) outcome;
        HttpPhases seen = (HttpPhases) started.phases();
        HttpPhases late = new HttpPhases(
                seen.execNs(), 9_700_000, seen.firstNs(), seen.secondSentNs(), seen.secondNs(), seen.attempts());
        return new Outcome.Started(late, started.usage(), started.idle());
    }

    /** The form that ships starts sooner than it did. */
    static Situation improvement() {
        return changed("improvement", 23, "aot", 200, 19.1, 31);
    }

    /** The form that ships is as it was, and another does not work any more. */
    static Situation breaksNative() {
        Comparisons made = change(24, "jit");
        return built(
                "breaks-native",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, block -> noMetadata())
                        .variant("jit@base", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@base", 9_900_000, BLOCKS, made.around(19.1)));
    }

    /** There was nothing to hold the change against. */
    static Situation noBase() {
        Comparisons made = change(25, "jit");
        return built(
                "no-base",
                made.without(new MissingBase(MissingBase.Kind.NOT_YET, "base has no coldstart.yml in this folder"))
                        .variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1)));
    }

    /** The machine was too noisy to tell. */
    static Situation noisy() {
        Comparisons made = change(26, "jit");
        IntFunction<Outcome> before = made.around(200);
        IntFunction<Outcome> now = made.around(203);
        IntFunction<Outcome> disturbed = block -> Comparisons.good(
                ((Outcome.Started) now.apply(block)).phases().firstNs() / 1e6 * (block % 3 == 0 ? 1.25 : 0.96), block);
        return built(
                "noisy",
                made.variant("jit@head", 105_700_000, BLOCKS, disturbed)
                        .variant("jit@base", 105_700_000, BLOCKS, before));
    }

    private static Outcome noMetadata() {
        return new Outcome.Failed(
                FailureReason.WRONG_STATUS,
                "GET /users/42 answered 500 where 200 is expected; the body is empty",
                OptionalInt.empty(),
                Optional.empty(),
                List.of(
                        "fail: Microsoft.AspNetCore.Server.Kestrel[13]",
                        "      System.NotSupportedException: JsonTypeInfo metadata for type 'Users.Api.User' was not provided by TypeInfoResolver of type '[Users.Api.AppJson]'."));
    }

    /** The kernel ends it in every start. */
    static Situation killedForMemory() {
        Comparisons made = new Comparisons(10).created("2026-03-14T09:26:53Z");
        Outcome killed = new Outcome.Failed(
                FailureReason.KILLED_FOR_MEMORY,
                "the kernel killed it for going over its memory limit of 512 MiB",
                OptionalInt.of(137),
                Optional.of("SIGKILL"),
                List.of("warming 4,096 tenants"));
        return built(
                "killed-for-memory",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, 2, block -> killed));
    }

    /** What a build that stopped would have warned of is not known. */
    static Situation buildFailed() {
        Comparisons made = new Comparisons(12).created("2026-03-14T09:26:53Z");
        return built(
                "build-failed",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .notBuilt("aot@head", "Users.Api.csproj: NETSDK1207: AOT is not supported for net6.0"));
    }

    /** It starts, and starts faster; now and then it does not. */
    static Situation oneStartOfTwentyFailed() {
        Comparisons made = new Comparisons(11).created("2026-03-14T09:26:53Z");
        IntFunction<Outcome> fast = made.around(19.1);
        Outcome exited = new Outcome.Failed(
                FailureReason.EXITED,
                "it ended with exit code 134 before it answered",
                OptionalInt.of(134),
                Optional.of("SIGABRT"),
                List.of("Unhandled exception: a race in the static constructor of 'Routes'"));
        return built(
                "one-start-failed",
                made.variant("jit@head", 105_700_000, 20, made.around(200))
                        .variant("aot@head", 9_900_000, 20, block -> block == 13 ? exited : fast.apply(block)));
    }

    private static Comparisons twoForms(long seed, double aotMillis) {
        Comparisons made = new Comparisons(seed).created("2026-03-14T09:26:53Z");
        return made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                .variant("aot@head", 9_900_000, BLOCKS, made.around(aotMillis));
    }

    /** A preset answers what it can, the team the rest; an exception that was needed is about to run out. */
    static Situation adoptWithPreset() {
        return built(
                "adopt-preset",
                twoForms(6, 19.1)
                        .warned(
                                "aot@head",
                                new BuildWarning("IL2104", "Dapper", "", "Assembly produced trim warnings."))
                        .team(new Team()
                                .useCase("command-line-tool")
                                .no(Question.LEANS_ON_REFLECTION, Question.NO_APPETITE)
                                .yes(Question.TEAM_READINESS)
                                .says(Question.ROLLOUT_SEQUENCE, TeamAnswer.Reply.NO, "Jo", "no canary yet")
                                .library("Dapper", "*", LibraryRuling.Ruling.APPROVED, Optional.empty())
                                .exception(Check.ROLLOUT_SEQUENCE, "aot", LocalDate.of(2026, 3, 26))
                                .policy()));
    }

    /** Every question about the workload has its answer. */
    static Situation answered() {
        return built(
                "answered",
                twoForms(6, 19.1)
                        .team(new Team()
                                .yes(Question.Group.WORKLOAD.questions().toArray(Question[]::new))
                                .no(Question.Group.AGAINST.questions().toArray(Question[]::new))
                                .policy()));
    }

    /** Faster, and not wanted. */
    static Situation stayForACounterCondition() {
        return built(
                "stay-counter",
                twoForms(7, 19.1)
                        .team(new Team()
                                .yes(Question.SHORT_LIVED, Question.MEMORY_DRIVES_COST)
                                .says(
                                        Question.LEANS_ON_REFLECTION,
                                        TeamAnswer.Reply.YES,
                                        "Ada <ada@example.org>",
                                        "the rules are | compiled at run time.")
                                .policy()));
    }

    /** What was accepted until last month fails again. */
    static Situation expiredException() {
        return built(
                "expired-exception",
                twoForms(8, 19.1)
                        .team(new Team()
                                .useCase("scheduled-task")
                                .says(
                                        Question.TEAM_READINESS,
                                        TeamAnswer.Reply.NO,
                                        "Jo",
                                        "nobody has debugged native code")
                                .yes(Question.ROLLOUT_SEQUENCE)
                                .exception(Check.TEAM_READINESS, "aot", LocalDate.of(2026, 2, 28))
                                .policy()));
    }

    /** A package that the team denies causes warnings, another is on no list, and some are in the app's own code. */
    static Situation deniedLibrary() {
        return built(
                "denied-library",
                twoForms(9, 19.1)
                        .warned(
                                "aot@head",
                                new BuildWarning("IL2104", "Newtonsoft.Json", "", "Assembly produced trim warnings."),
                                new BuildWarning("IL3053", "Newtonsoft.Json", "", "Assembly produced AOT warnings."),
                                new BuildWarning("IL2104", "Castle.Core", "", "Assembly produced trim warnings."),
                                new BuildWarning("IL2026", "Users.Api", "Program.cs(12,16)", "Using member"))
                        .team(new Team()
                                .useCase("user-facing-api")
                                .library("Newtonsoft.Json", "*", LibraryRuling.Ruling.DENIED, Optional.empty())
                                .policy()));
    }

    /** The native form is slower, and nobody has answered anything. */
    static Situation aotSlower() {
        return built("aot-slower", twoForms(10, 231));
    }

    /** Both revisions: the native form's start got slower, and its size is as it was. */
    static Situation sinceBase() {
        Comparisons made = new Comparisons(3);
        return built(
                "since-base",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(22.9))
                        .variant("jit@base", 104_100_000, BLOCKS, made.around(200))
                        .variant("aot@base", 9_900_000, BLOCKS, made.around(19.1)));
    }

    /** All forms answer alike, but for what differs from start to start anyway. */
    static Situation alike() {
        Comparisons made = new Comparisons(5).asks(BehaviourAnswers.REQUESTS);
        made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1));
        for (int block = 0; block < 2; block++) {
            made.answers("jit@head", block, BehaviourAnswers.right(block), List.of());
            made.answers("aot@head", block, BehaviourAnswers.right(7 + block), List.of());
        }
        return built("alike", made);
    }

    /** The native form is fast, and answers one request with an error and another with half of its members. */
    public static Situation unequal() {
        Comparisons made = new Comparisons(6).asks(BehaviourAnswers.REQUESTS);
        made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                .variant("r2r-composite@head", 123_500_000, BLOCKS, made.around(190))
                .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1));
        for (int block = 0; block < 2; block++) {
            made.answers("jit@head", block, BehaviourAnswers.right(block), List.of());
            made.answers("r2r-composite@head", block, BehaviourAnswers.right(7 + block), List.of());
            made.answers("aot@head", block, BehaviourAnswers.wrong(block), BehaviourAnswers.LOG);
        }
        return built("unequal", made);
    }

    /** The base revision could not be built. */
    static Situation baseMissing() {
        Comparisons made = new Comparisons(4);
        return built(
                "base-missing",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1))
                        .notBuilt("jit@base", "dotnet publish ended with exit code 1: CS1002")
                        .notBuilt("aot@base", "dotnet publish ended with exit code 1: CS1002"));
    }

    /** The native form answers 500, as a type is missing from the serializer's context, and says so in its log. */
    public static Situation missingMetadata() {
        Comparisons made = new Comparisons(5);
        Outcome failed = new Outcome.Failed(
                FailureReason.WRONG_STATUS,
                "GET /users/42 answered 500 where 200 is expected; the body is empty",
                OptionalInt.empty(),
                Optional.empty(),
                List.of(
                        "fail: Microsoft.AspNetCore.Server.Kestrel[13]",
                        "      Connection id \"0HNQ7PO80N0UK\", Request id \"0HNQ7PO80N0UK:00000001\": An unhandled exception was thrown by the application.",
                        "      System.NotSupportedException: JsonTypeInfo metadata for type 'System.Collections.Generic.List`1[Users.Api.User]' was not provided by TypeInfoResolver of type '[Users.Api.AppJson]'. If using source generation, ensure that all root types passed to the serializer have been annotated with 'JsonSerializableAttribute', along with any types that might be serialized polymorphically.",
                        "         at System.Text.Json.ThrowHelper.ThrowNotSupportedException_NoMetadataForType(Type, IJsonTypeInfoResolver) + 0x67",
                        "         at Program.<>c.<<Main>$>b__0_7(Int32 id) + 0x53"));
        return built(
                "missing-metadata",
                made.variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, block -> failed)
                        .notBuilt(
                                "r2r-composite@head",
                                "NETSDK1094: Unable to optimize assemblies for performance: a valid runtime package was not found."));
    }

    /** Cost of functions and containers, everything given that can be. */
    public static Situation cost() {
        Comparisons made = new Comparisons(5);
        CostSettings asked = new CostSettings(
                Prices.shipped("us-east-1"),
                Optional.of(new CostSettings.Functions(
                        new ByForm<>(Optional.of(512L << 20), Map.of("aot", 256L << 20)),
                        CostSettings.Functions.DEFAULT_HEADROOM,
                        new ByForm<>(Optional.of(91.0), Map.of("aot", 14.0)),
                        OptionalDouble.of(0.01),
                        true,
                        false,
                        OptionalLong.of(4_000_000))),
                Optional.of(new CostSettings.Containers(
                        "m6i.large",
                        ByForm.none(),
                        CostSettings.Containers.DEFAULT_HEADROOM,
                        OptionalDouble.of(0.1),
                        0.1,
                        OptionalInt.of(3),
                        OptionalDouble.of(125e6),
                        true)));
        return built(
                "cost",
                made.cost(asked)
                        .platform(new Platform(41_000_000, 39_000_000))
                        .variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1)));
    }

    /** The least that can be asked, and a form that fails. */
    static Situation costMissing() {
        Comparisons made = new Comparisons(6);
        CostSettings asked = new CostSettings(
                Prices.shipped("eu-central-1"),
                Optional.of(CostSettings.Functions.defaults()),
                Optional.of(CostSettings.Containers.on("m6i.large")));
        return built(
                "cost-missing",
                made.cost(asked)
                        .variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .variant("aot@head", 9_900_000, BLOCKS, block -> Comparisons.failed(FailureReason.EXITED)));
    }

    /** The baseline is packed otherwise, each form runs elsewhere, and memory is as limits count it. */
    static Situation uneven() {
        Comparisons made = new Comparisons(7);
        CostSettings asked = new CostSettings(
                Prices.shipped("us-east-1"), Optional.empty(), Optional.of(CostSettings.Containers.on("m6i.large")));
        String events = "System.Diagnostics.Tracing.EventSource.IsSupported";
        return built(
                "uneven",
                made.cost(asked)
                        .variant("jit@head", 40_700_000, BLOCKS, made.around(320))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1))
                        .charged("jit@head", 26_400_000)
                        .charged("aot@head", 10_400_000)
                        .makeup(
                                "jit@head",
                                new Makeup(
                                        Optional.of(glibc("2.16", "UsersApi")),
                                        List.of(Trait.SELF_CONTAINED, Trait.SINGLE_FILE, Trait.COMPRESSED),
                                        Optional.of(new TreeMap<>(Map.of(
                                                "System.GC.Server",
                                                "true",
                                                "System.Runtime.TieredCompilation",
                                                "false")))))
                        .makeup(
                                "aot@head",
                                new Makeup(
                                        Optional.of(glibc("2.34", "UsersApi")),
                                        List.of(),
                                        Optional.of(
                                                new TreeMap<>(Map.of("System.GC.Server", "false", events, "true"))))));
    }

    private static CLibrary glibc(String version, String file) {
        return new CLibrary(CLibrary.Kind.GLIBC, Optional.of(version), file);
    }

    /** A package came in with warnings of its own, one call is new, one is gone, and another only moved. */
    static Situation newWarnings() {
        Comparisons made = new Comparisons(6);
        BuildWarning library =
                new BuildWarning("IL2104", "Newtonsoft.Json", "", "Assembly 'Newtonsoft.Json' produced trim warnings.");
        BuildWarning lookup = new BuildWarning(
                "IL2057",
                "Users.Api",
                "src/Types.cs(3,1)",
                "Unrecognized value passed to the parameter 'typeName' of method 'System.Type.GetType(String)'.");
        return built(
                "new-warnings",
                made.packages(List.of(
                                new BuildPackage("Newtonsoft.Json", "13.0.4", List.of("Newtonsoft.Json")),
                                new BuildPackage("Dapper.AOT", "1.0.48", List.of("Dapper.AOT"))))
                        .variant("jit@head", 105_700_000, BLOCKS, made.around(200))
                        .warned(List.of(call("IL2026", 14), call("IL2026", 40), library, call("IL3050", 31)))
                        .variant("aot@head", 9_900_000, BLOCKS, made.around(19.1))
                        .variant("jit@base", 105_700_000, BLOCKS, made.around(200))
                        .warned(List.of(call("IL2026", 12), lookup))
                        .variant("aot@base", 9_900_000, BLOCKS, made.around(19.1)));
    }

    private static BuildWarning call(String code, int line) {
        return new BuildWarning(
                code,
                "Users.Api",
                "src/Users.Api/Program.cs(" + line + ",9)",
                "Using member 'Newtonsoft.Json.JsonConvert.SerializeObject(Object)' can break functionality.");
    }

    private static Situation built(String name, Comparisons comparisons) {
        SampleSet samples = comparisons.samples();
        return new Situation(name, ReportBuilder.build(samples, List.of()), samples);
    }

    public static Situation allWell() {
        Draft draft = new Draft("users-api", List.of("jit", "r2r-composite", "aot"));
        draft.started(JIT).started(R2R).started(AOT);
        draft.contrasts(R2R, 0.860, 0.842, 0.879, Decision.BETTER);
        draft.contrasts(AOT, 0.0952, 0.0893, 0.1010, Decision.BETTER);
        draft.verdict = Draft.verdict(
                Verdict.Answer.ADOPT,
                "aot",
                List.of(
                        "aot@head gains at least 90 % at the cautious end of its interval, the policy asks for 10 %",
                        "aot@head answers first after 19.1 ms, jit@head after 200 ms: 10.5x faster (9.9x to 11.2x)",
                        "r2r-composite@head answers first after 172 ms, jit@head after 200 ms: 14 % less time"
                                + " (12 % to 16 % less)"));
        draft.notes.add("the port was not given, the app listens on 8080");
        return draft.situation("all-well");
    }

    public static Situation aotFails() {
        Draft draft = new Draft("users-api", List.of("jit", "aot"));
        draft.started(JIT);
        draft.failed(AOT, hostileFailure());
        draft.verdict = Draft.verdict(
                Verdict.Answer.BLOCKED,
                "aot",
                List.of("aot@head failed: all 24 starts failed, answered with the wrong status (500 in place of 200)"));
        return draft.situation("aot-fails");
    }

    static Outcome.Failed hostileFailure() {
        return new Outcome.Failed(
                FailureReason.WRONG_STATUS,
                "GET /users/42 answered 500 at the deadline: {\"error\":\"<b>JsonTypeInfo</b> metadata | missing\"} #1 @everyone",
                OptionalInt.of(134),
                Optional.of("SIGABRT"),
                List.of(
                        "\u001b[31mfail\u001b[0m: Microsoft.AspNetCore.Server.Kestrel[13]",
                        "      Connection id \"0HN\", Request id \"0HN:1\": an unhandled exception",
                        "System.NotSupportedException: JsonTypeInfo metadata for type 'User' was not provided. @everyone #1",
                        "\tat System.Text.Json.ThrowHelper.ThrowNotSupportedException_NoMetadataForType(Type, IJsonTypeInfoResolver) + 0x5c",
                        "```",
                        "<script>alert(1)</script> | a | b |",
                        "````",
                        "</details> \u202Egnp.exe\u202C and a bell \u0007 and 表示 and e\u0301 and \uD83D\uDE80",
                        "\u001b]0;owned\u0007\u001b[2J\u001b[1;1Hclean"));
    }

    static Situation notBuilt() {
        Draft draft = new Draft("reports-api", List.of("jit", "r2r-composite", "aot"));
        draft.started(JIT).started(R2R);
        draft.notBuilt(AOT, ilWarnings());
        draft.contrasts(R2R, 0.860, 0.842, 0.879, Decision.BETTER);
        draft.verdict = Draft.verdict(
                Verdict.Answer.ADOPT_R2R,
                "r2r-composite",
                List.of(
                        "r2r-composite@head gains at least 12 % at the cautious end of its interval, the policy asks for 10 %",
                        "aot@head was not built: dotnet publish ended with exit code 1: NETSDK1207"));
        return draft.situation("not-built");
    }

    static List<BuildWarning> ilWarnings() {
        List<BuildWarning> warnings = new ArrayList<>();
        for (int line : new int[] {14, 31, 52, 77}) {
            warnings.add(
                    new BuildWarning(
                            "IL2026",
                            "Reports.Api",
                            "src/Reports.Api/Program.cs(" + line + ",9)",
                            "Using member 'Newtonsoft.Json.JsonConvert.SerializeObject(Object)' which has"
                                    + " 'RequiresUnreferencedCodeAttribute' can break functionality when trimming application code."));
        }
        warnings.add(new BuildWarning(
                "IL3050",
                "Reports.Api",
                "src/Reports.Api/Program.cs(31,9)",
                "Using member 'MakeGenericType' | needs @jit"));
        warnings.add(new BuildWarning("IL2104", "Newtonsoft.Json", "", "Assembly produced trim warnings."));
        return warnings;
    }

    static Situation inconclusive() {
        Draft draft = new Draft("billing", List.of("jit", "r2r"));
        Shape close = new Shape("r2r", 188, 61.0, 110.2, 5.1);
        draft.started(JIT).started(close);
        draft.contrasts(close, 0.931, 0.862, 1.004, Decision.INCONCLUSIVE);
        draft.verdict = Draft.verdict(
                Verdict.Answer.INCONCLUSIVE,
                "",
                List.of(
                        "the interval of r2r@head contains the minimum gain of 10 %: about 35 blocks would settle it",
                        "r2r@head answers first after 188 ms, jit@head after 200 ms: 6.9 % less time (14 % less to 0.4 %"
                                + " more)"));
        return draft.situation("inconclusive");
    }

    static Situation nothingMeasured() {
        Draft draft = new Draft("users-api", List.of("jit", "aot"));
        draft.state = Report.State.NOT_MEASURED;
        draft.blocks = 0;
        draft.machine = Optional.empty();
        draft.end = Optional.of(new End(End.Reason.BROKEN, "the container engine does not answer", 0.2));
        draft.notMeasured(JIT).notMeasured(AOT);
        draft.verdict = Draft.verdict(
                Verdict.Answer.INCONCLUSIVE, "", List.of("nothing to compare with: jit@head was not measured"));
        return draft.situation("nothing-measured");
    }

    /** Many variants, for width, size and speed. */
    public static Situation crowd(int variants, int blocks) {
        List<Shape> shapes = IntStream.range(0, variants)
                .mapToObj(i -> new Shape("form-number-" + i, 200 - i, 60 - i / 2.0, 105 - i, 3 + i))
                .toList();
        Draft draft = new Draft("crowd", shapes.stream().map(Shape::form).toList());
        draft.blocks = blocks;
        shapes.forEach(draft::started);
        shapes.stream()
                .skip(1)
                .forEach(s -> draft.contrasts(s, s.ms() / 200, s.ms() / 205, s.ms() / 195, Decision.BETTER));
        draft.verdict = Draft.verdict(Verdict.Answer.ADOPT, shapes.getLast().form(), List.of());
        return draft.situation("crowd");
    }

    /** The same text in every place that comes from outside. */
    public static Situation saying(String text) {
        String form = text.isBlank() ? "blank" : text;
        Draft draft = new Draft(text, List.of("jit", form, form + "2", form + "3"));
        Shape named = new Shape(form, 19.1, 19.2, 9.9, 41.3);
        draft.started(JIT).started(named);
        draft.failed(
                new Shape(form + "2", 20, 20, 10, 40),
                new Outcome.Failed(
                        FailureReason.EXITED, text, OptionalInt.of(1), Optional.of(text), List.of(text, "```", text)));
        draft.notBuilt(new Shape(form + "3", 20, 20, 10, 40), List.of(new BuildWarning(text, text, text, text)));
        draft.contrasts(named, 0.0952, 0.0893, 0.1010, Decision.BETTER);
        draft.verdict = Draft.verdict(Verdict.Answer.ADOPT, form, List.of(text));
        draft.notes.add(text);
        return draft.situation("hostile");
    }
}
