package dev.coldstart.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.Phases;
import dev.coldstart.core.sample.ProgramPhases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program may be given, and what every form has to print alike. */
final class ProgramScenarioTest {

    private static final ProgramScenario PLAIN = ProgramScenario.of(List.of("convert", "/tmp/a b.csv"));

    private static ProgramScenario with(Map<String, String> files, ProgramScenario.Errors errors, int exitCode) {
        return new ProgramScenario(
                List.of(), Optional.of("in"), files, exitCode, new BodyExpectation.Any(), errors, PLAIN.deadline());
    }

    @Test
    void isWrittenAndReadAgain() {
        Scenario scenario = with(Map.of("a.csv", "1,2"), ProgramScenario.Errors.IGNORED, 3);
        String json = Json.line().writeValueAsString(scenario);
        assertThat(json).contains("\"kind\":\"program\"", "\"exit-code\":3");
        assertThat(Json.line().readValue(json, Scenario.class)).isEqualTo(scenario);
        Phases phases = new ProgramPhases(1, 2, 3, 4, 5, 6, 7, 0);
        assertThat(Json.line().readValue(Json.line().writeValueAsString(phases), Phases.class))
                .isEqualTo(phases);
    }

    @Test
    void argumentsStandBehindItsCommand() {
        assertThat(PLAIN.command(List.of("java", "-jar", "app.jar")))
                .containsExactly("java", "-jar", "app.jar", "convert", "/tmp/a b.csv");
    }

    @Test
    void standardErrorIsComparedUnlessItIsIgnored() {
        assertThat(PLAIN.behaviour()).hasSize(2);
        assertThat(PLAIN.behaviour()).map(ProgramScenario::isErrors).containsExactly(false, true);
        assertThat(with(Map.of(), ProgramScenario.Errors.IGNORED, 0).behaviour())
                .map(ProgramScenario::isErrors)
                .containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "../up", "a/b", "a b", "..", "."})
    void aFileHasAPlainName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of(name, ""), ProgramScenario.Errors.COMPARED, 0))
                .withMessageContaining("file's name");
    }

    @Test
    void whatNoProgramCanBeGivenIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProgramScenario.of(List.of("a\0b")));
        assertThatIllegalArgumentException().isThrownBy(() -> with(Map.of(), ProgramScenario.Errors.COMPARED, 256));
        String large = "x".repeat(ProgramScenario.MAX_INPUT / 2 + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of("a", large, "b", large), ProgramScenario.Errors.COMPARED, 0))
                .withMessageContaining("files together");
    }
}
