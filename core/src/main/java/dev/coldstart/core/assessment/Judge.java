package dev.coldstart.core.assessment;

import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.FormKind;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.policy.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The five checks before a team commits to native code. What was measured decides where it can; the team's answers where it
 * can't. For a form that keeps the JIT, only the gain and the operational risk are checked: it asks nobody to migrate.
 */
public final class Judge {

    private static final int NAMED = 3;

    private final TeamPolicy policy;
    private final CountedAnswers answers;
    private final Waivers waivers;
    private final Libraries libraries;

    public Judge(TeamPolicy policy, Waivers waivers, Libraries libraries) {
        this.policy = policy;
        this.answers = new CountedAnswers(policy);
        this.waivers = waivers;
        this.libraries = libraries;
    }

    /** Judges a form by all of it. */
    public Judgement judge(Evidence evidence) {
        List<LibraryFinding> findings =
                libraries.judge(evidence.build().map(Evidence.Build::packages).orElse(List.of()));
        CheckResult operations = operations(evidence);
        List<CheckResult> checks = new ArrayList<>();
        checks.add(economics(operations.status() == Status.FAIL ? evidence.withoutGain() : evidence));
        if (evidence.kind() == FormKind.NATIVE) {
            checks.add(dependencies(evidence, findings));
        }
        checks.add(operations);
        if (evidence.kind() == FormKind.NATIVE) {
            checks.add(team(Check.TEAM_READINESS, Question.TEAM_READINESS, evidence.form()));
            checks.add(team(Check.ROLLOUT_SEQUENCE, Question.ROLLOUT_SEQUENCE, evidence.form()));
        }
        return new Judgement(evidence, checks, ruledOut(evidence), open(evidence, checks), findings);
    }

    /**
     * The gain by the 10 % rule, the conditions, and whether a process lives long enough to make the gain small. The first
     * reason is the one that decided.
     */
    private CheckResult economics(Evidence evidence) {
        boolean conditions = evidence.kind() == FormKind.NATIVE;
        CountedAnswers.Fit fit = conditions ? answers.fit() : CountedAnswers.Fit.HOLDS;
        boolean days = policy.isYes(Question.LIVES_FOR_DAYS);
        List<Reason> reasons = new ArrayList<>();
        Status status;
        if (days) {
            status = Status.FAIL;
            reasons.add(answers.said(Question.LIVES_FOR_DAYS));
        } else if (fit == CountedAnswers.Fit.FAILS) {
            status = Status.FAIL;
            reasons.add(answers.fitSaid());
        } else if (evidence.gain() == Evidence.Gain.SHORT) {
            status = Status.FAIL;
        } else if (evidence.gain() == Evidence.Gain.UNKNOWN) {
            status = Status.UNANSWERED;
        } else if (fit == CountedAnswers.Fit.OPEN) {
            status = Status.UNANSWERED;
            reasons.add(answers.fitSaid());
        } else {
            status = evidence.gain() == Evidence.Gain.OPEN ? Status.UNCLEAR : Status.PASS;
        }
        reasons.add(evidence.gainSaid());
        if (conditions && !reasons.contains(answers.fitSaid())) {
            reasons.add(answers.fitSaid());
        }
        return new CheckResult(Check.WORKLOAD_ECONOMICS, status, reasons, Optional.empty());
    }

    private CheckResult dependencies(Evidence evidence, List<LibraryFinding> findings) {
        if (evidence.build().isEmpty()) {
            return result(
                    Check.DEPENDENCY_COMPATIBILITY,
                    Status.UNANSWERED,
                    List.of(Reason.of("nobody saw " + evidence.variant()
                            + " being built, so that its build warnings are not known")),
                    evidence.form());
        }
        List<Reason> denied = findings.stream()
                .filter(f -> f.standing() == LibraryFinding.Standing.DENIED)
                .map(Judge::denied)
                .toList();
        List<Reason> unknown = unknown(evidence.build().get(), findings);
        if (!denied.isEmpty() || !unknown.isEmpty()) {
            return result(
                    Check.DEPENDENCY_COMPATIBILITY,
                    denied.isEmpty() ? Status.UNCLEAR : Status.FAIL,
                    Stream.concat(denied.stream(), unknown.stream()).toList(),
                    evidence.form());
        }
        String notAll = switch (evidence.build().get().extent()) {
            case WHOLE -> "";
            case STOPPED -> "the build of " + evidence.variant() + " failed, so that not all of its warnings are known";
            case UNHEARD -> "it is not known what the build of " + evidence.variant() + " warned of";
        };
        if (!notAll.isEmpty()) {
            return result(
                    Check.DEPENDENCY_COMPATIBILITY, Status.UNANSWERED, List.of(Reason.of(notAll)), evidence.form());
        }
        String text = findings.isEmpty()
                ? "no package causes a trim or AOT warning"
                : "every package that causes warnings is approved: " + names(findings);
        return result(
                Check.DEPENDENCY_COMPATIBILITY,
                Status.PASS,
                List.of(Reason.figure(text, "build-warnings", evidence.variant())),
                evidence.form());
    }

    private static Reason denied(LibraryFinding finding) {
        var ruling = finding.ruling().orElseThrow();
        return Reason.answer(
                finding.label() + " is denied"
                        + ruling.by().map(by -> " by " + GateWords.clause(by)).orElse("")
                        + ruling.because()
                                .map(why -> ": " + GateWords.clause(why))
                                .orElse(""),
                "policy.libraries");
    }

    private static List<Reason> unknown(Evidence.Build build, List<LibraryFinding> findings) {
        List<LibraryFinding> unknown = findings.stream()
                .filter(f -> f.standing() == LibraryFinding.Standing.UNKNOWN)
                .toList();
        List<Reason> reasons = new ArrayList<>();
        if (!unknown.isEmpty()) {
            reasons.add(Reason.answer(
                    GateWords.count(unknown.size(), "package") + (unknown.size() == 1 ? " causes" : " cause")
                            + " warnings and nobody has approved " + (unknown.size() == 1 ? "it" : "them") + ": "
                            + names(unknown),
                    "policy.libraries"));
        }
        if (build.unplaced() > 0) {
            reasons.add(Reason.of(GateWords.count(build.unplaced(), "trim or AOT warning")
                    + (build.unplaced() == 1 ? " is" : " are")
                    + " in libraries' code that the build names no package for"));
        }
        return reasons;
    }

    private static String names(List<LibraryFinding> findings) {
        List<String> names = findings.stream()
                .limit(NAMED)
                .map(LibraryFinding::label)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        if (findings.size() > NAMED) {
            names.add((findings.size() - NAMED) + " more");
        }
        return GateWords.list(names);
    }

    private CheckResult operations(Evidence evidence) {
        Evidence.Starts starts = evidence.starts();
        String variant = evidence.variant();
        List<Reason> doubts = new ArrayList<>();
        if (evidence.fault().isPresent()) {
            return operations(
                    evidence, Status.FAIL, List.of(Reason.of(evidence.fault().get())));
        }
        if (starts.made() == 0) {
            return operations(evidence, Status.UNANSWERED, List.of(Reason.of(variant + " was not measured")));
        }
        if (starts.failMore()) {
            doubts.add(Reason.figure(
                    starts.failed() + " of " + GateWords.count(starts.made(), "start") + " of " + variant + " failed",
                    "first-response",
                    variant));
        }
        int own = evidence.build().map(Evidence.Build::ofOwnCode).orElse(0);
        if (own > 0 && evidence.kind() == FormKind.NATIVE) {
            doubts.add(Reason.figure(
                    GateWords.count(own, "trim or AOT warning")
                            + " in the app's own code: what " + (own == 1 ? "it names" : "they name")
                            + " can fail at run time",
                    "build-warnings",
                    variant));
        }
        if (!doubts.isEmpty()) {
            return operations(evidence, Status.UNCLEAR, doubts);
        }
        String well = starts.failed() == 0
                ? "all " + GateWords.count(starts.made(), "start") + " of " + variant + " were good"
                : variant + " fails no more often than the form that it is compared with";
        return operations(evidence, Status.PASS, List.of(Reason.figure(well, "first-response", variant)));
    }

    private CheckResult operations(Evidence evidence, Status status, List<Reason> reasons) {
        return result(Check.OPERATIONAL_RISK, status, reasons, evidence.form());
    }

    private CheckResult team(Check check, Question question, String form) {
        Status status = policy.answer(question)
                .map(TeamAnswer::yes)
                .map(yes -> yes ? Status.PASS : Status.FAIL)
                .orElse(Status.UNANSWERED);
        return result(check, status, List.of(answers.said(question)), form);
    }

    private CheckResult result(Check check, Status status, List<Reason> reasons, String form) {
        Optional<Waiver> accepted = status == Status.PASS ? Optional.empty() : waivers.accepting(check, form);
        return new CheckResult(check, accepted.isPresent() ? Status.ACCEPTED : status, reasons, accepted);
    }

    /** Why the policy does not want the form however fast it is; empty where it does. */
    private List<Reason> ruledOut(Evidence evidence) {
        Stream<Question> against =
                answers.against().filter(q -> q == Question.LIVES_FOR_DAYS || evidence.kind() == FormKind.NATIVE);
        Stream<Reason> unfit = evidence.kind() == FormKind.NATIVE && answers.fit() == CountedAnswers.Fit.FAILS
                ? Stream.of(answers.fitSaid())
                : Stream.empty();
        boolean longLived =
                policy.answer(Question.SHORT_LIVED).filter(a -> !a.yes()).isPresent();
        Stream<Reason> slower = longLived
                ? evidence.slowerOnceWarm().stream()
                        .map(r -> r.after(answers.said(Question.SHORT_LIVED).text() + ", and "))
                : Stream.empty();
        return Stream.of(against.map(answers::said), unfit, slower)
                .flatMap(s -> s)
                .toList();
    }

    /** What has still to be found out or answered before the form can be adopted without an if. */
    private List<Reason> open(Evidence evidence, List<CheckResult> checks) {
        List<Reason> open = new ArrayList<>();
        if (evidence.kind() == FormKind.NATIVE) {
            if (answers.fit() == CountedAnswers.Fit.OPEN) {
                open.add(answers.fitSaid());
            }
            List<Question> against = answers.unanswered(Question.Group.AGAINST);
            if (!against.isEmpty()) {
                open.add(Reason.answer(
                        "none of the counter-conditions may hold, and "
                                + (against.size() == 1 ? "1 is" : against.size() + " are") + " unanswered ("
                                + CountedAnswers.keys(against) + ")",
                        Question.Group.AGAINST.key()));
            }
        }
        if (policy.isUnanswered(Question.SHORT_LIVED)) {
            evidence.slowerOnceWarm()
                    .map(r -> Reason.answer(
                            r.text() + ": whether that matters depends on how long a process lives, and "
                                    + Question.SHORT_LIVED.id() + " is unanswered",
                            Question.SHORT_LIVED))
                    .ifPresent(open::add);
        }
        checks.stream()
                .filter(c -> c.status() == Status.UNCLEAR
                        || (c.status() == Status.UNANSWERED && c.check() == Check.DEPENDENCY_COMPATIBILITY))
                .filter(c -> c.check() != Check.WORKLOAD_ECONOMICS)
                .flatMap(c -> c.reasons().stream())
                .forEach(open::add);
        List<Question> unanswered = checks.stream()
                .filter(c -> c.status() == Status.UNANSWERED)
                .flatMap(c -> Question.Group.GATE.questions().stream()
                        .filter(q -> q.id().equals(c.check().id())))
                .toList();
        if (!unanswered.isEmpty()) {
            open.add(Reason.answer(
                    "the gate is the team's to open, and "
                            + (unanswered.size() == 1 ? "1 check is" : unanswered.size() + " checks are")
                            + " unanswered ("
                            + CountedAnswers.keys(unanswered) + ")",
                    Question.Group.GATE.key()));
        }
        return open;
    }
}
