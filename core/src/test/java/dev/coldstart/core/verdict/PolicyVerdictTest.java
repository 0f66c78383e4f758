package dev.coldstart.core.verdict;

import static dev.coldstart.core.Comparisons.failed;
import static dev.coldstart.core.Comparisons.good;
import static dev.coldstart.core.policy.Question.IMAGE_SIZE_MATTERS;
import static dev.coldstart.core.policy.Question.LEANS_ON_REFLECTION;
import static dev.coldstart.core.policy.Question.LIVES_FOR_DAYS;
import static dev.coldstart.core.policy.Question.MEMORY_DRIVES_COST;
import static dev.coldstart.core.policy.Question.NO_APPETITE;
import static dev.coldstart.core.policy.Question.ROLLOUT_SEQUENCE;
import static dev.coldstart.core.policy.Question.SHORT_LIVED;
import static dev.coldstart.core.policy.Question.SMALL_CODEBASE;
import static dev.coldstart.core.policy.Question.TEAM_READINESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.Team;
import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.assessment.Acceptance;
import dev.coldstart.core.assessment.CheckResult;
import dev.coldstart.core.assessment.LibraryFinding;
import dev.coldstart.core.assessment.Reason;
import dev.coldstart.core.assessment.RubricScore;
import dev.coldstart.core.assessment.Status;
import dev.coldstart.core.estimate.Metric;
import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.LibraryRuling.Ruling;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.policy.Waiver;
import dev.coldstart.core.presentation.Sentences;
import dev.coldstart.core.presentation.View;
import dev.coldstart.core.report.BehaviourAnswers;
import dev.coldstart.core.report.ChangeAnswer;
import dev.coldstart.core.report.Report;
import dev.coldstart.core.report.Verdict;
import dev.coldstart.core.report.Verdict.Answer;
import dev.coldstart.core.sample.FailureReason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy makes of figures. Measurements are made up; everything between them and the report is real. */
class PolicyVerdictTest {

    private static final int BLOCKS = 6;
    private static final String NEWTONSOFT = "Newtonsoft.Json";
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    /** What the native form does. */
    enum Native {
        GAINS,
        FALLS_SHORT,
        FAILS,
        NOT_BUILT
    }

    /** What ReadyToRun does. */
    enum Middle {
        ABSENT,
        GAINS,
        TAKES_MOST,
        FALLS_SHORT
    }

    private static Comparisons measured(Native aot, Middle r2r) {
        Comparisons made = new Comparisons(1).variant("jit@head", 1000, BLOCKS, b -> good(200, b));
        switch (r2r) {
            case ABSENT -> {}
            case GAINS -> made.variant("r2r@head", 1200, BLOCKS, b -> good(150, b));
            case TAKES_MOST -> made.variant("r2r@head", 1200, BLOCKS, b -> good(25, b));
            case FALLS_SHORT -> made.variant("r2r@head", 1200, BLOCKS, b -> good(195, b));
        }
        return switch (aot) {
            case GAINS -> made.variant("aot@head", 100, BLOCKS, b -> good(20, b));
            case FALLS_SHORT -> made.variant("aot@head", 100, BLOCKS, b -> good(220, b));
            case FAILS -> made.variant("aot@head", 100, BLOCKS, b -> failed(FailureReason.WRONG_BODY));
            case NOT_BUILT -> made.notBuilt("aot@head", "no linker");
        };
    }

    private static Report report(Comparisons made) {
        return ReportBuilder.build(made.samples(), List.of());
    }

    private static Verdict verdict(Native aot, Middle r2r, TeamPolicy policy) {
        return report(measured(aot, r2r).team(policy)).verdict();
    }

    private static Team ready() {
        return new Team()
                .yes(SHORT_LIVED, IMAGE_SIZE_MATTERS, TEAM_READINESS, ROLLOUT_SEQUENCE)
                .no(MEMORY_DRIVES_COST, SMALL_CODEBASE, Question.NO_RUNTIME_ON_TARGET)
                .no(LIVES_FOR_DAYS, LEANS_ON_REFLECTION, NO_APPETITE);
    }

    record Case(
            String name, Native aot, Middle r2r, Team team, Answer answer, String form, String first, int provided) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        String gains = "aot@head gains at least 90 % at the cautious end of its interval";
        return Stream.of(
                new Case("all answered well", Native.GAINS, Middle.ABSENT, ready(), Answer.ADOPT, "aot", gains, 0),
                new Case("nothing answered", Native.GAINS, Middle.ABSENT, new Team(), Answer.ADOPT, "aot", gains, 3),
                new Case(
                        "two conditions, the rest unanswered",
                        Native.GAINS,
                        Middle.ABSENT,
                        new Team().yes(SHORT_LIVED, SMALL_CODEBASE),
                        Answer.ADOPT,
                        "aot",
                        gains,
                        2),
                new Case(
                        "one condition can hold",
                        Native.GAINS,
                        Middle.ABSENT,
                        ready().no(IMAGE_SIZE_MATTERS),
                        Answer.STAY,
                        "",
                        "the policy rules aot@head out: at most 1 of 5 conditions can hold, and 2 are needed (answered no:"
                                + " image-size-matters, memory-drives-cost, no-runtime-on-target, small-codebase)",
                        0),
                new Case(
                        "one condition can hold, ReadyToRun needs none",
                        Native.GAINS,
                        Middle.GAINS,
                        ready().no(IMAGE_SIZE_MATTERS),
                        Answer.ADOPT_R2R,
                        "r2r",
                        "r2r@head gains at least 25 %",
                        0),
                new Case(
                        "a process lives for days",
                        Native.GAINS,
                        Middle.GAINS,
                        ready().says(LIVES_FOR_DAYS, TeamAnswer.Reply.YES, "Ada", "it holds a cache."),
                        Answer.STAY,
                        "",
                        "the policy rules aot@head and r2r@head out: a process lives for days, says Ada on 2025-12-01: it"
                                + " holds a cache",
                        0),
                new Case(
                        "it leans on reflection",
                        Native.GAINS,
                        Middle.FALLS_SHORT,
                        ready().yes(LEANS_ON_REFLECTION),
                        Answer.STAY,
                        "",
                        "the policy rules aot@head out: the code leans on reflection, proxies or generated code",
                        0),
                new Case(
                        "it leans on reflection, and ReadyToRun gains",
                        Native.GAINS,
                        Middle.GAINS,
                        ready().yes(LEANS_ON_REFLECTION),
                        Answer.ADOPT_R2R,
                        "r2r",
                        "r2r@head gains at least 25 %",
                        0),
                new Case(
                        "a preset that speaks against it",
                        Native.GAINS,
                        Middle.ABSENT,
                        new Team().useCase("plugin-system"),
                        Answer.STAY,
                        "",
                        "the policy rules aot@head out: the code leans on reflection, proxies or generated code, says the"
                                + " preset plugin-system: plugins are code that is loaded at run time",
                        0),
                new Case(
                        "a preset that speaks for it",
                        Native.GAINS,
                        Middle.ABSENT,
                        new Team().useCase("command-line-tool"),
                        Answer.ADOPT,
                        "aot",
                        gains,
                        2),
                new Case(
                        "no appetite, and it fails too",
                        Native.FAILS,
                        Middle.FALLS_SHORT,
                        ready().yes(NO_APPETITE),
                        Answer.STAY,
                        "",
                        "no form that starts reaches the minimum gain of 10 %",
                        0),
                new Case(
                        "the team is not ready",
                        Native.GAINS,
                        Middle.ABSENT,
                        ready().no(TEAM_READINESS),
                        Answer.BLOCKED,
                        "aot",
                        "team readiness: the team can't build, debug and operate native code yet",
                        0),
                new Case(
                        "the team is not ready, and ReadyToRun gains",
                        Native.GAINS,
                        Middle.GAINS,
                        ready().no(TEAM_READINESS),
                        Answer.ADOPT_R2R,
                        "r2r",
                        "r2r@head gains at least 25 %",
                        0),
                new Case(
                        "the team is not ready, which is accepted",
                        Native.GAINS,
                        Middle.ABSENT,
                        ready().no(TEAM_READINESS).exception(Check.TEAM_READINESS, "aot", DAY),
                        Answer.ADOPT,
                        "aot",
                        gains,
                        0),
                new Case(
                        "that was accepted until yesterday",
                        Native.GAINS,
                        Middle.ABSENT,
                        ready().no(TEAM_READINESS).exception(Check.TEAM_READINESS, "aot", DAY.minusDays(1)),
                        Answer.BLOCKED,
                        "aot",
                        "team readiness: the team can't",
                        0),
                new Case(
                        "that is accepted for another form",
                        Native.GAINS,
                        Middle.ABSENT,
                        ready().no(TEAM_READINESS).exception(Check.TEAM_READINESS, "aot-size", DAY),
                        Answer.BLOCKED,
                        "aot",
                        "team readiness: the team can't",
                        0),
                new Case(
                        "ReadyToRun takes most",
                        Native.GAINS,
                        Middle.TAKES_MOST,
                        ready(),
                        Answer.ADOPT_R2R,
                        "r2r",
                        "r2r@head takes 90 % of the gain of aot@head",
                        0),
                new Case(
                        "slower",
                        Native.FALLS_SHORT,
                        Middle.ABSENT,
                        ready(),
                        Answer.STAY,
                        "",
                        "no form that starts reaches the minimum gain of 10 %",
                        0),
                new Case(
                        "slower, and nothing answered",
                        Native.FALLS_SHORT,
                        Middle.ABSENT,
                        new Team(),
                        Answer.STAY,
                        "",
                        "no form that starts reaches the minimum gain of 10 %",
                        0),
                new Case(
                        "fails",
                        Native.FAILS,
                        Middle.FALLS_SHORT,
                        ready(),
                        Answer.BLOCKED,
                        "aot",
                        "aot@head failed: all 6 starts failed",
                        0),
                new Case(
                        "fails, which is accepted",
                        Native.FAILS,
                        Middle.ABSENT,
                        ready().exception(Check.OPERATIONAL_RISK, "aot", DAY),
                        Answer.STAY,
                        "",
                        "aot@head failed: all 6 starts failed, answered with a wrong body (seen so), which is accepted"
                                + " until 2026-01-01",
                        0),
                new Case(
                        "not built, and ReadyToRun gains",
                        Native.NOT_BUILT,
                        Middle.GAINS,
                        ready(),
                        Answer.ADOPT_R2R,
                        "r2r",
                        "r2r@head gains at least 25 %",
                        0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answers(Case given) {
        Report report =
                report(measured(given.aot(), given.r2r()).team(given.team().policy()));
        Verdict verdict = report.verdict();
        assertThat(verdict.answer()).isEqualTo(given.answer());
        assertThat(verdict.form()).isEqualTo(given.form());
        assertThat(verdict.reasons().getFirst().text()).startsWith(given.first());
        assertThat(verdict.provided()).hasSize(given.provided());
        assertThat(Sentences.verdict(new View(report))).endsWith(".").doesNotContain("..");
    }

    /** Every mixture of answers: rules that hold whatever the order in which they are applied. */
    @ParameterizedTest
    @EnumSource
    void neverContradictsTheTeam(Native aot) {
        for (Middle r2r : Middle.values()) {
            for (TeamPolicy policy : policies()) {
                Verdict verdict = verdict(aot, r2r, policy);
                boolean against = Question.Group.AGAINST.questions().stream().anyMatch(policy::isYes);
                long possible = Question.Group.WORKLOAD.questions().stream()
                        .filter(q -> policy.isYes(q) || policy.isUnanswered(q))
                        .count();
                boolean refused = Question.Group.GATE.questions().stream()
                        .anyMatch(q -> !policy.isYes(q) && !policy.isUnanswered(q));
                if (verdict.answer() == Answer.ADOPT) {
                    assertThat(aot).isEqualTo(Native.GAINS);
                    assertThat(against || refused || possible < 2)
                            .as("%s", policy)
                            .isFalse();
                    boolean open = Stream.of(Question.values())
                            .filter(q -> q.group() != Question.Group.WORKLOAD)
                            .anyMatch(policy::isUnanswered);
                    long yes = Question.Group.WORKLOAD.questions().stream()
                            .filter(policy::isYes)
                            .count();
                    assertThat(verdict.provided().isEmpty()).as("%s", policy).isEqualTo(!open && yes >= 2);
                } else if (aot == Native.GAINS && verdict.answer() != Answer.ADOPT_R2R) {
                    assertThat(against || refused || possible < 2)
                            .as("%s", policy)
                            .isTrue();
                }
                if (policy.isYes(LIVES_FOR_DAYS)) {
                    assertThat(verdict.answer()).as("%s", policy).isEqualTo(Answer.STAY);
                }
                assertThat(verdict.reasons()).isNotEmpty();
            }
        }
    }

    /** A yes to a condition is never worse than no answer, and that is never worse than a no. */
    @ParameterizedTest
    @EnumSource
    void aYesToAConditionNeverMakesItWorse(Native aot) {
        for (Middle r2r : List.of(Middle.ABSENT, Middle.GAINS, Middle.FALLS_SHORT)) {
            for (TeamPolicy policy : policies()) {
                int no = rank(verdict(aot, r2r, with(policy, SMALL_CODEBASE, Optional.of(TeamAnswer.Reply.NO))));
                int none = rank(verdict(aot, r2r, with(policy, SMALL_CODEBASE, Optional.empty())));
                int yes = rank(verdict(aot, r2r, with(policy, SMALL_CODEBASE, Optional.of(TeamAnswer.Reply.YES))));
                assertThat(List.of(no, none, yes)).as("%s %s", r2r, policy).isSorted();
            }
        }
    }

    private static int rank(Verdict verdict) {
        return switch (verdict.answer()) {
            case STAY -> 0;
            case BLOCKED -> 1;
            case INCONCLUSIVE -> 2;
            case ADOPT_R2R -> 3;
            case ADOPT -> 10 - verdict.provided().size();
        };
    }

    private static TeamPolicy with(TeamPolicy policy, Question question, Optional<TeamAnswer.Reply> reply) {
        Map<Question, TeamAnswer> answers = new EnumMap<>(Question.class);
        answers.putAll(policy.answers());
        answers.remove(question);
        reply.ifPresent(r -> answers.put(question, TeamAnswer.of(r)));
        return new TeamPolicy(policy.useCase(), answers, policy.libraries(), policy.exceptions());
    }

    /** Conditions by how many are yes and no, each counter-condition, each answer of the gate. */
    private static List<TeamPolicy> policies() {
        List<Question> conditions = Question.Group.WORKLOAD.questions();
        List<TeamPolicy> all = new ArrayList<>();
        int[][] counts = {{0, 0}, {1, 0}, {2, 0}, {5, 0}, {1, 3}, {1, 4}, {0, 3}, {0, 4}, {0, 5}, {2, 3}};
        Question[] counters = Question.Group.AGAINST.questions().toArray(Question[]::new);
        for (int[] count : counts) {
            for (int counter = -2; counter < counters.length; counter++) {
                for (int gate = 0; gate < 4; gate++) {
                    Team team = new Team()
                            .yes(conditions.subList(0, count[0]).toArray(Question[]::new))
                            .no(conditions
                                    .subList(count[0], count[0] + count[1])
                                    .toArray(Question[]::new));
                    if (counter >= -1) {
                        team.no(counters);
                    }
                    if (counter >= 0) {
                        team.yes(counters[counter]);
                    }
                    if (gate > 0) {
                        team.yes(TEAM_READINESS, ROLLOUT_SEQUENCE);
                    }
                    if (gate > 1) {
                        team.no(gate == 2 ? TEAM_READINESS : ROLLOUT_SEQUENCE);
                    }
                    all.add(team.policy());
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void anExpiredExceptionIsAsGoodAsNone(Check check) {
        if (!check.canBeExcepted()) {
            return;
        }
        for (Native aot : Native.values()) {
            Comparisons with = measured(aot, Middle.FALLS_SHORT)
                    .team(ready().no(TEAM_READINESS, ROLLOUT_SEQUENCE)
                            .exception(check, "aot", DAY.minusDays(1))
                            .policy());
            Comparisons without = measured(aot, Middle.FALLS_SHORT)
                    .team(ready().no(TEAM_READINESS, ROLLOUT_SEQUENCE).policy());
            assertThat(report(with).verdict()).isEqualTo(report(without).verdict());
            assertThat(report(with).assessment().checks())
                    .isEqualTo(report(without).assessment().checks());
        }
    }

    @Test
    void reasonsPointAtFiguresAndAnswers() {
        Verdict verdict =
                verdict(Native.GAINS, Middle.ABSENT, new Team().yes(SHORT_LIVED).policy());
        assertThat(verdict.reasons().getFirst().figure())
                .contains(new Reason.Figure("first-response", "aot@head", Optional.of("jit@head")));
        assertThat(verdict.provided())
                .extracting(r -> r.answer().orElse(""))
                .containsExactly("policy.workload", "policy.against", "policy.gate");
        assertThat(verdict.provided().getFirst().text())
                .isEqualTo("2 of 5 conditions have to hold, 1 is answered yes (short-lived) and 4 are unanswered"
                        + " (image-size-matters, memory-drives-cost, no-runtime-on-target, small-codebase)");
        Verdict stay =
                verdict(Native.GAINS, Middle.ABSENT, ready().yes(NO_APPETITE).policy());
        assertThat(stay.reasons().getFirst().answer()).contains("policy.against.no-appetite");
        assertThat(stay.reasons())
                .as("the figure is there, though it did not decide")
                .anySatisfy(r -> assertThat(r.text()).contains("10.0x faster"));
    }

    @Test
    void aDeniedLibraryBlocksAndAnUnknownOneIsNamed() {
        Report denied = report(warned(ready().library(NEWTONSOFT, "*", Ruling.DENIED, Optional.empty())));
        assertThat(denied.verdict().answer()).isEqualTo(Answer.BLOCKED);
        assertThat(denied.verdict().reasons().getFirst().text())
                .isEqualTo("dependency compatibility: Newtonsoft.Json is denied by Ada: looked at it");
        assertThat(check(denied, Check.DEPENDENCY_COMPATIBILITY).status()).isEqualTo(Status.FAIL);

        Report unknown = report(warned(ready()));
        assertThat(unknown.verdict().answer()).isEqualTo(Answer.ADOPT);
        assertThat(unknown.verdict().provided())
                .extracting(Reason::text)
                .containsExactly("1 package causes warnings and nobody has approved it: Newtonsoft.Json");
        assertThat(standing(unknown)).isEqualTo(LibraryFinding.Standing.UNKNOWN);

        Report approved = report(warned(ready().library("newtonsoft.json", "*", Ruling.APPROVED, Optional.of(DAY))));
        assertThat(approved.verdict().provided()).isEmpty();
        assertThat(check(approved, Check.DEPENDENCY_COMPATIBILITY).status()).isEqualTo(Status.PASS);

        Report accepted = report(warned(ready().library(NEWTONSOFT, "*", Ruling.DENIED, Optional.empty())
                .exception(Check.DEPENDENCY_COMPATIBILITY, "aot", DAY)));
        assertThat(accepted.verdict().answer()).isEqualTo(Answer.ADOPT);
    }

    @Test
    void aRulingThatRanOutOrIsForOtherVersionsDoesNotCount() {
        Report ranOut =
                report(warned(ready().library(NEWTONSOFT, "*", Ruling.APPROVED, Optional.of(DAY.minusDays(1)))));
        assertThat(ranOut.assessment().libraries().getFirst().remark())
                .isEqualTo("approved until 2025-12-31, which has passed");
        assertThat(standing(ranOut)).isEqualTo(LibraryFinding.Standing.UNKNOWN);
        Report denialRanOut =
                report(warned(ready().library(NEWTONSOFT, "*", Ruling.DENIED, Optional.of(DAY.minusDays(1)))));
        assertThat(denialRanOut.verdict().answer()).isEqualTo(Answer.ADOPT);

        Report someVersions = report(warned(ready().library(NEWTONSOFT, "12.*", Ruling.APPROVED, Optional.empty())));
        assertThat(standing(someVersions)).as("its version is not known").isEqualTo(LibraryFinding.Standing.UNKNOWN);
        Report deniedVersions = report(warned(ready().library(NEWTONSOFT, "12.*", Ruling.DENIED, Optional.empty())));
        assertThat(standing(deniedVersions))
                .as("nor here, and it may be one")
                .isEqualTo(LibraryFinding.Standing.DENIED);
        Report both = report(warned(ready().library(NEWTONSOFT, "*", Ruling.APPROVED, Optional.empty())
                .library(NEWTONSOFT, "*", Ruling.DENIED, Optional.empty())));
        assertThat(standing(both)).as("who denies goes first").isEqualTo(LibraryFinding.Standing.DENIED);
    }

    @Test
    void aPackageIsKnownByItsAssembliesAndItsVersionAndADeniedOneNeedsNoWarning() {
        BuildPackage json = new BuildPackage(NEWTONSOFT, "13.0.3", List.of("Newtonsoft.Json.Core"));
        BuildPackage castle = new BuildPackage("Castle.Core", "5.1.0", List.of("Castle.Core"));
        BuildWarning inJson = new BuildWarning("IL2026", "Newtonsoft.Json.Core", "N.J.Read()", "m");
        Team team = ready().library(NEWTONSOFT, "[13.0,14.0)", Ruling.APPROVED, Optional.empty());
        Report approved = report(used(json, castle)
                .variant("aot@head", 100, BLOCKS, b -> good(20, b))
                .warned("aot@head", inJson)
                .team(team.policy()));
        assertThat(approved.assessment().libraries())
                .singleElement()
                .satisfies(
                        f -> assertThat(f.label() + " " + f.standing()).isEqualTo("Newtonsoft.Json 13.0.3 APPROVED"));
        assertThat(approved.verdict().provided()).isEmpty();
        Report denied = report(used(json, castle)
                .variant("aot@head", 100, BLOCKS, b -> good(20, b))
                .team(team.library("Castle.Core", "(,6.0)", Ruling.DENIED, Optional.empty())
                        .policy()));
        assertThat(denied.verdict().reasons().getFirst().text())
                .isEqualTo("dependency compatibility: Castle.Core 5.1.0 is denied by Ada: looked at it");
    }

    private static Comparisons used(BuildPackage... packages) {
        return new Comparisons(1).packages(List.of(packages)).variant("jit@head", 1000, BLOCKS, b -> good(200, b));
    }

    private static Comparisons warned(Team team) {
        return measured(Native.GAINS, Middle.ABSENT)
                .warned("aot@head", new BuildWarning("IL2104", NEWTONSOFT, "", "Assembly produced trim warnings."))
                .team(team.policy());
    }

    private static LibraryFinding.Standing standing(Report report) {
        return report.assessment().libraries().getFirst().standing();
    }

    @Test
    void warningsInTheAppsOwnCodeAreADoubtAndOthersAreNone() {
        Report report = report(measured(Native.GAINS, Middle.ABSENT)
                .warned(
                        "aot@head",
                        new BuildWarning("IL2026", "app", "Program.cs(9,1)", "m"),
                        new BuildWarning("IL3050", "", "N.C.M()", "m"),
                        new BuildWarning("CS8602", "app", "Program.cs(9,1)", "m"))
                .team(ready().policy()));
        assertThat(report.verdict().answer()).isEqualTo(Answer.ADOPT);
        assertThat(report.verdict().provided())
                .extracting(Reason::text)
                .containsExactly(
                        "1 trim or AOT warning is in libraries' code that the build names no package for",
                        "1 trim or AOT warning in the app's own code: what it names can fail at run time");
    }

    @Test
    void warningsThatNobodyHeardAreNotNone() {
        Report report =
                report(measured(Native.GAINS, Middle.ABSENT).unheard("aot@head").team(ready().policy()));
        CheckResult check = check(report, Check.DEPENDENCY_COMPATIBILITY);
        assertThat(check.status()).isEqualTo(Status.UNANSWERED);
        assertThat(check.reasons())
                .extracting(Reason::text)
                .containsExactly("it is not known what the build of aot@head warned of");
        assertThat(report.variants())
                .filteredOn(v -> v.name().equals("aot@head"))
                .allSatisfy(v -> assertThat(v.metrics()).doesNotContainKey(Metric.BUILD_WARNINGS));
    }

    @Test
    void exceptionsAreAnnouncedBeforeTheyRunOutAndNamedWhenTheyDid() {
        for (int left : List.of(-1, 0, 30, 31)) {
            Report report = report(measured(Native.GAINS, Middle.ABSENT)
                    .team(ready().no(TEAM_READINESS)
                            .exception(Check.TEAM_READINESS, "aot", DAY.plusDays(left))
                            .policy()));
            Acceptance acceptance = report.assessment().exceptions().getFirst();
            assertThat(acceptance.daysLeft()).isEqualTo(left);
            assertThat(acceptance.needed()).isTrue();
            assertThat(acceptance.state())
                    .isEqualTo(
                            left < 0
                                    ? Acceptance.State.EXPIRED
                                    : left <= 30 ? Acceptance.State.EXPIRING : Acceptance.State.ACTIVE);
        }
        Report idle = report(measured(Native.GAINS, Middle.ABSENT)
                .team(ready().exception(Check.TEAM_READINESS, "aot", DAY).policy()));
        assertThat(idle.assessment().exceptions().getFirst().needed()).isFalse();
    }

    /** A plan of unknown age must not keep an exception alive. */
    @Test
    void whereTheDayIsNotKnownNothingIsAccepted() {
        Report report = report(measured(Native.GAINS, Middle.ABSENT)
                .created("the day before yesterday")
                .team(ready().no(TEAM_READINESS)
                        .exception(Check.TEAM_READINESS, "aot", LocalDate.of(9999, 12, 31))
                        .policy()));
        assertThat(report.verdict().answer()).isEqualTo(Answer.BLOCKED);
    }

    @Test
    void whatAChangeCostsCanBeAcceptedByMetricOrByForm() {
        Comparisons slower = new Comparisons(1)
                .variant("jit@head", 1000, 20, b -> good(240 + b % 3, b))
                .variant("jit@base", 1000, 20, b -> good(200 + b % 3, b));
        assertThat(change(slower)).isEqualTo(ChangeAnswer.Answer.COSTS);
        assertThat(change(slower.team(
                        new Team().exception(metric("first-response", DAY)).policy())))
                .isEqualTo(ChangeAnswer.Answer.TOLERATED);
        assertThat(report(slower).change().orElseThrow().reasons().getFirst())
                .endsWith(", accepted by Ada until 2026-01-01");
        assertThat(change(slower.team(new Team()
                        .exception(metric("first-response", DAY.minusDays(1)))
                        .policy())))
                .isEqualTo(ChangeAnswer.Answer.COSTS);
        assertThat(change(slower.team(
                        new Team().exception(metric("idle-rss", DAY)).policy())))
                .isEqualTo(ChangeAnswer.Answer.COSTS);

        Comparisons broken = new Comparisons(1)
                .variant("jit@head", 1000, 20, b -> failed(FailureReason.EXITED))
                .variant("jit@base", 1000, 20, b -> good(200, b));
        assertThat(change(broken)).isEqualTo(ChangeAnswer.Answer.BROKEN);
        assertThat(change(broken.team(
                        new Team().exception(Check.OPERATIONAL_RISK, "jit", DAY).policy())))
                .isEqualTo(ChangeAnswer.Answer.NOT_MEASURED);
    }

    private static Waiver metric(String id, LocalDate until) {
        return new Waiver(Optional.empty(), Optional.of(id), Optional.empty(), "Ada", "a bigger cache", until);
    }

    private static ChangeAnswer.Answer change(Comparisons made) {
        return report(made).change().orElseThrow().answer();
    }

    @Test
    void whatAnswersOtherwiseIsAdoptedOnlyWhereSomebodyAcceptedThat() {
        Report blocked = report(unequal().team(ready().policy()));
        assertThat(blocked.verdict().answer()).isEqualTo(Answer.BLOCKED);
        Report accepted = report(unequal()
                .team(ready().exception(Check.OPERATIONAL_RISK, "aot", DAY).policy()));
        assertThat(accepted.verdict().answer()).isEqualTo(Answer.ADOPT);
        assertThat(Sentences.verdict(new View(accepted))).startsWith("Adopt aot: it starts in 20.0 ms, 10.0x faster");
        assertThat(check(accepted, Check.OPERATIONAL_RISK).status()).isEqualTo(Status.ACCEPTED);
        assertThat(accepted.verdict().reasons())
                .as("the difference is said all the same")
                .anySatisfy(r -> assertThat(r.text()).startsWith("aot@head starts, but answers"));
    }

    private static Comparisons unequal() {
        Comparisons made = measured(Native.GAINS, Middle.FALLS_SHORT).asks(BehaviourAnswers.REQUESTS);
        for (int block = 0; block < 2; block++) {
            made.answers("jit@head", block, BehaviourAnswers.right(block), List.of());
            made.answers("r2r@head", block, BehaviourAnswers.right(7 + block), List.of());
            made.answers("aot@head", block, BehaviourAnswers.wrong(block), List.of());
        }
        return made;
    }

    @Test
    void theRubricScoresWhatIsKnown() {
        RubricScore best = score(measured(Native.GAINS, Middle.ABSENT).team(ready().policy()));
        assertThat(best.scores())
                .extracting(RubricScore.Scored::points)
                .as("the same memory in every form")
                .containsExactly(25, 0, 15, 15, 15, 7);
        assertThat(best.points()).isEqualTo(77);
        assertThat(best.unscored()).isZero();
        RubricScore failing = score(measured(Native.FAILS, Middle.ABSENT));
        assertThat(failing.scores())
                .extracting(RubricScore.Scored::known)
                .containsExactly(false, false, false, true, true, false);
        assertThat(failing.points()).isEqualTo(15);
        assertThat(failing.unscored()).isEqualTo(70);
        assertThat(failing.most()).isEqualTo(100);
    }

    private static RubricScore score(Comparisons made) {
        return report(made).assessment().rubric().orElseThrow();
    }

    private static CheckResult check(Report report, Check check) {
        return report.assessment().checks().stream()
                .filter(c -> c.check() == check)
                .findFirst()
                .orElseThrow();
    }
}
