package dev.coldstart.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.assessment.Rubric;
import dev.coldstart.core.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *             | 1.0            | true
            13.*          | 13.0.3         | true
            13.*          | 13             | true
            13.*          | 130.1          | false
            13.0.*        | 13.0           | true
            13.0.*        | 13.1.0         | false
            13.0.3        | 13.0.3         | true
            13.0.3        | 13.0.3.0       | true
            13.0.3        | 13.0.30        | false
            13.0.3        | 13.0.3-beta1   | false
            13.0.3        | 13.0.3+build.7 | true
            [13.0,14.0)   | 13.0           | true
            [13.0,14.0)   | 13.9.9         | true
            [13.0,14.0)   | 14.0.0         | false
            [13.0,14.0)   | 14.0.0-rc.1    | true
            (13.0,14.0]   | 13.0.0         | false
            (13.0,14.0]   | 14             | true
            [2.9,)        | 2.10           | true
            (,2.0]        | 1.99           | true
            (,2.0]        | 2.0.1          | false
            [1.0-beta.2,) | 1.0-beta.10    | true
            [1.0-beta.2,) | 1.0-alpha      | false
            [1.0-beta,)   | 1.0            | true
            """)
    void versionsAreInTheirRanges(String range, String version, boolean contained) {
        assertThat(new VersionRange(range).contains(version)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ">1", "[1,2", "1.0 - 2.0", "13.*.1", "1..*", "[1;2]", "^1.2"})
    void whatNamesNoVersionsIsRefused(String range) {
        assertThatThrownBy(() -> new VersionRange(range)).hasMessageContaining("names no versions");
    }

    @ParameterizedTest
    @CsvSource({
        "aot, NATIVE",
        "aot-size, NATIVE",
        "native, NATIVE",
        "aot-cache, CACHED",
        "r2r, READY_TO_RUN",
        "r2r-composite, READY_TO_RUN",
        "jit, OTHER",
        "aotearoa, OTHER",
        "go, OTHER"
    })
    void formsAreKnownByTheirNames(String form, FormKind kind) {
        assertThat(FormKind.of(form)).isEqualTo(kind);
    }

    @Test
    void everyUseCaseOfTheIssueHasAPreset() {
        assertThat(Preset.all())
                .extracting(Preset::id)
                .containsExactly(
                        "user-facing-api",
                        "event-processor",
                        "scheduled-task",
                        "high-volume",
                        "plugin-system",
                        "heavy-orm",
                        "prototype",
                        "command-line-tool",
                        "edge",
                        "per-tenant-container");
        assertThat(Preset.all()).allSatisfy(p -> {
            assertThat(p.answers()).isNotEmpty();
            assertThat(p.answers().values())
                    .allSatisfy(s -> assertThat(s.because()).isNotBlank().doesNotEndWith("."));
        });
    }

    @Test
    void anAnswerOfTheTeamsGoesBeforeThePresets() {
        Preset preset = Preset.named("scheduled-task").orElseThrow();
        Map<Question, TeamAnswer> all = preset.under(Map.of(Question.SHORT_LIVED, TeamAnswer.of(TeamAnswer.Reply.NO)));
        assertThat(all.get(Question.SHORT_LIVED)).isEqualTo(TeamAnswer.of(TeamAnswer.Reply.NO));
        assertThat(all.get(Question.IMAGE_SIZE_MATTERS))
                .extracting(TeamAnswer::from)
                .isEqualTo(TeamAnswer.Origin.PRESET);
        assertThat(all).doesNotContainKey(Question.TEAM_READINESS);
    }

    @Test
    void itIsReadAsItWasWritten() {
        TeamPolicy policy = new TeamPolicy(
                Optional.of("edge"),
                Preset.named("edge").orElseThrow().under(Map.of()),
                List.of(new LibraryRuling(
                        "A",
                        new VersionRange("[1,2)"),
                        LibraryRuling.Ruling.DENIED,
                        Optional.of("Ada"),
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 1, 31)))),
                List.of(new Waiver(
                        Optional.empty(),
                        Optional.of("idle-rss"),
                        Optional.empty(),
                        "Ada",
                        "a cache",
                        LocalDate.of(2026, 1, 31))));
        String json = Json.line().writeValueAsString(policy);
        assertThat(json)
                .contains("\"package\":\"A\"", "\"versions\":\"[1,2)\"", "\"until\":\"2026-01-31\"")
                .contains("\"short-lived\":{\"answer\":\"yes\"");
        assertThat(Json.line().readValue(json, TeamPolicy.class)).isEqualTo(policy);
    }

    @Test
    void anExceptionIsForOneThingAndSaysWhoAndWhy() {
        LocalDate until = LocalDate.of(2026, 1, 31);
        assertThatThrownBy(() -> new Waiver(Optional.empty(), Optional.empty(), Optional.empty(), "Ada", "why", until))
                .hasMessageContaining("a check or for a metric");
        assertThatThrownBy(() -> new Waiver(
                        Optional.of(Check.WORKLOAD_ECONOMICS), Optional.empty(), Optional.empty(), "Ada", "why", until))
                .hasMessageContaining("minimum-gain");
        assertThatThrownBy(() -> new Waiver(
                        Optional.of(Check.OPERATIONAL_RISK), Optional.empty(), Optional.empty(), "Ada", " ", until))
                .hasMessageContaining("why");
    }

    @Test
    void theRubricMakesAHundredAndItsBestLevelGivesAll() {
        assertThat(Rubric.standard().criteria())
                .allSatisfy(c ->
                        assertThat(c.levels().getFirst().points()).as(c.id()).isEqualTo(c.points()));
        Rubric.Criterion start = Rubric.standard().criteria().getFirst();
        assertThat(List.of(
                        start.pointsFor(0.75), start.pointsFor(0.7499), start.pointsFor(0.0999), start.pointsFor(-1)))
                .containsExactly(25, 18, 0, 0);
        Rubric.Criterion warnings = Rubric.standard().criteria().get(3);
        assertThat(List.of(
                        warnings.pointsFor(0), warnings.pointsFor(1), warnings.pointsFor(20), warnings.pointsFor(21)))
                .containsExactly(15, 10, 4, 0);
    }
}
