package dev.coldstart.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.core.sample.HttpPhases;
import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Phases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ScenarioTest {

    /** Plans of every version before there was another scenario. */
    @Test
    void aServiceIsWrittenAsItWasBeforeThereWasAnother() {
        String json = "{\"request\":{\"method\":\"GET\",\"path\":\"/\",\"headers\":{}},"
                + "\"expect\":{\"status\":200,\"headers\":{},\"body\":{\"kind\":\"any\"}},\"port\":8080,"
                + "\"deadline\":\"PT1M\",\"attempt-timeout\":\"PT10S\",\"patience\":\"PT5S\",\"poll-interval\":\"PT0.0001S\"}";
        Scenario scenario = HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.of(8080));
        assertThat(Json.line().writerFor(Scenario.class).writeValueAsString(scenario))
                .isEqualTo(json);
        assertThat(Json.line().readValue(json, Scenario.class)).isEqualTo(scenario);
        String phases =
                "{\"exec-ns\":1,\"port-ns\":2,\"first-ns\":3,\"second-sent-ns\":4,\"second-ns\":5,\"attempts\":6}";
        assertThat(Json.line().writerFor(Phases.class).writeValueAsString(new HttpPhases(1, 2, 3, 4, 5, 6)))
                .isEqualTo(phases);
        assertThat(Json.line().readValue(phases, Phases.class)).isEqualTo(new HttpPhases(1, 2, 3, 4, 5, 6));
    }

    @Test
    void aFunctionSaysThatItIsOne() {
        FunctionScenario scenario = FunctionScenario.of("{\"a\":1}");
        String json = Json.line().writerFor(Scenario.class).writeValueAsString(scenario);
        assertThat(json).contains("\"kind\":\"function\"");
        assertThat(Json.line().readValue(json, Scenario.class)).isEqualTo(scenario);
        FunctionPhases phases = new FunctionPhases(
                1,
                20,
                30,
                List.of(new FunctionPhases.WarmEvent(4, 5)),
                70,
                Optional.of(new IdleMemory(3, 2, 4)),
                Optional.of("aws-lambda-rust/1.1.1"));
        String written = Json.line().writerFor(Phases.class).writeValueAsString(phases);
        assertThat(Json.line().readValue(written, Phases.class)).isEqualTo(phases);
        assertThat(phases.firstNs()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"kind\":\"program\",", "\"kind\":\"http\",", "\"kind\":7,"})
    void aKindThatIsNotKnownIsRefusedAndNotTakenForAService(String kind) {
        String json = Json.line()
                .writerFor(Scenario.class)
                .writeValueAsString(HttpScenario.of(HttpRequest.get("/"), Expectation.status(200), OptionalInt.empty()))
                .replaceFirst("\\{", "{" + kind);
        assertThatThrownBy(() -> Json.line().readValue(json, Scenario.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void aFunctionHasLambdasEnvironmentAndNothingThatMakesItsClientAnother() {
        RunSettings run = RunSettings.defaults()
                .with(Map.of(
                        "MINE", "1",
                        "AWS_LAMBDA_MAX_CONCURRENCY", "4",
                        "AWS_EXECUTION_ENV", "AWS_Lambda_java21",
                        "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                        "AWS_REGION", "eu-central-1"));
        assertThat(FunctionScenario.of("{}").on(run).env())
                .containsEntry("MINE", "1")
                .doesNotContainKeys("AWS_LAMBDA_MAX_CONCURRENCY", "AWS_EXECUTION_ENV")
                .containsEntry("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")
                .containsEntry("_HANDLER", "bootstrap")
                .containsEntry("LAMBDA_TASK_ROOT", "/app")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "function")
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function")
                .containsKey("AWS_LAMBDA_LOG_STREAM_NAME")
                .containsEntry("AWS_REGION", "eu-central-1")
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    }

    @ParameterizedTest
    @CsvSource({"1769, 1", "512, 0.289", "128, 0.072", "3538, 2"})
    void aFunctionHasTheCpuOfItsMemory(long megabytes, double cpus) {
        assertThat(FunctionScenario.cpus(megabytes << 20)).isEqualTo(cpus);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", " ", "{} {}", "{'a':1}", "hello"})
    void anEventThatIsNotOneJsonValueIsRefused(String event) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionScenario.of(event))
                .withMessageContaining("JSON");
    }

    @Test
    void anEventOverSixMegabytesIsRefused() {
        String most = "\"" + "x".repeat(FunctionScenario.MAX_PAYLOAD_BYTES - 2) + "\"";
        assertThat(FunctionScenario.of(most).event()).hasSize(FunctionScenario.MAX_PAYLOAD_BYTES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FunctionScenario.of(most + " "))
                .withMessageContaining("6 MB");
    }
}
