package dev.coldstart.core;

import dev.coldstart.core.policy.Check;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.policy.Preset;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.policy.VersionRange;
import dev.coldstart.core.policy.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A team's policy, made up for tests answer by answer. */
public final class Team {

    private final Map<Question, TeamAnswer> answers = new EnumMap<>(Question.class);
    private final List<LibraryRuling> libraries = new ArrayList<>();
    private final List<Waiver> exceptions = new ArrayList<>();
    private Optional<String> useCase = Optional.empty();

    public Team yes(Question... questions) {
        return says(TeamAnswer.Reply.YES, questions);
    }

    public Team no(Question... questions) {
        return says(TeamAnswer.Reply.NO, questions);
    }

    private Team says(TeamAnswer.Reply reply, Question... questions) {
        for (Question question : questions) {
            answers.put(question, TeamAnswer.of(reply));
        }
        return this;
    }

    public Team says(Question question, TeamAnswer.Reply reply, String by, String because) {
        answers.put(
                question,
                new TeamAnswer(
                        reply,
                        Optional.of(by),
                        Optional.of(LocalDate.of(2025, 12, 1)),
                        Optional.of(because),
                        TeamAnswer.Origin.TEAM));
        return this;
    }

    public Team useCase(String id) {
        useCase = Optional.of(id);
        return this;
    }

    public Team library(String name, String versions, LibraryRuling.Ruling ruling, Optional<LocalDate> until) {
        libraries.add(new LibraryRuling(
                name, new VersionRange(versions), ruling, Optional.of("Ada"), Optional.of("looked at it."), until));
        return this;
    }

    public Team exception(Check check, String form, LocalDate until) {
        return exception(new Waiver(Optional.of(check), Optional.empty(), Optional.of(form), "Ada", "a pilot", until));
    }

    public Team exception(Waiver exception) {
        exceptions.add(exception);
        return this;
    }

    public TeamPolicy policy() {
        Map<Question, TeamAnswer> all =
                useCase.flatMap(Preset::named).map(p -> p.under(answers)).orElse(answers);
        return new TeamPolicy(useCase, all, libraries, exceptions);
    }
}
