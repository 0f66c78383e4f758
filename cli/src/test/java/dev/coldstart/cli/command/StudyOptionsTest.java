package dev.coldstart.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class StudyOptionsTest {

    private static final Study.Load LOAD = new Study.Load(50, Duration.ofSeconds(5), 3, List.of(), 1);

    @Command
    static final class Any {
        @Mixin
        StudyOptions studies = new StudyOptions();
    }

    private static Plan plan(Study... studies) {
        Variant jit = Variant.head("jit", Architecture.X64);
        return new Plan(
                        "app",
                        "2026-01-01T00:00:00Z",
                        List.of(jit),
                        jit.name(),
                        HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.empty()),
                        RunSettings.defaults(),
                        Sampling.defaults(1),
                        Policy.defaults(),
                        List.of())
                .studying(List.of(studies));
    }

    private static List<Study> chosen(Plan plan, String... options) {
        Any any = new Any();
        new CommandLine(any).parseArgs(options);
        return any.studies.over(plan).studies().orElse(List.of());
    }

    @Test
    void withoutTheOptionTheConfigurationDecides() {
        assertThat(chosen(plan())).isEmpty();
        assertThat(chosen(plan(LOAD))).containsExactly(LOAD);
    }

    @Test
    void whatTheFileDescribesIsTakenFromThereAndTheRestHasDefaults() {
        assertThat(chosen(plan(LOAD), "--studies", "sweep,load"))
                .satisfiesExactly(
                        load -> assertThat(load).isEqualTo(LOAD),
                        sweep -> assertThat(((Study.Sweep) sweep).sizes())
                                .extracting(s -> s.cpus())
                                .containsExactly(0.25, 0.5, 1.0, 2.0));
        assertThat(chosen(plan(LOAD), "--studies", "none")).isEmpty();
    }

    @Test
    void rateAndLengthGoBeforeTheFile() {
        assertThat(chosen(plan(LOAD), "--load-rate", "1000", "--load-seconds", "2.5"))
                .containsExactly(new Study.Load(1000, Duration.ofMillis(2500), 3, List.of(), 1));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> chosen(plan(), "--studies", "lode"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("There is no study lode. There are: load, steady, sweep, least-memory.");
        assertThatThrownBy(() -> chosen(plan(), "--studies", "load", "--load-rate", "0"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("A rate is between 1 and 50000 requests a second");
    }

    @Test
    void howLongItTakesIsSaidBefore() {
        List<String> said = new ArrayList<>();
        StudyOptions.announce(plan(), said::add);
        assertThat(said).isEmpty();
        StudyOptions.announce(plan(LOAD), said::add);
        assertThat(said)
                .containsExactly(
                        "After the cold starts come studies, for about 18 s: load 18 s. Ctrl-C ends them early and"
                                + " keeps what was measured.");
    }
}
