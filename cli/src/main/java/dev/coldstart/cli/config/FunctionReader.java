package dev.coldstart.cli.config;

import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code function}. */
final class FunctionReader {

    private FunctionReader() {}

    /** The section does not end here. */
    static FunctionScenario read(YamlSection section, Path folder) {
        String event =
                section.value("event").flatMap(value -> event(value, folder)).orElse(FunctionScenario.DEFAULT_EVENT);
        Optional<String> handler = section.value("handler")
                .flatMap(v -> v.text(text -> with("function", text).handler().orElseThrow()));
        String name = section.value("name")
                .flatMap(v -> v.text(text -> with(text, "bootstrap").name()))
                .orElse(FunctionScenario.DEFAULT_NAME);
        Duration timeout = section.value("timeout")
                .flatMap(v -> v.text(ConfigReader::positive))
                .orElse(FunctionScenario.DEFAULT_TIMEOUT);
        int warm = section.value("warm-events")
                .flatMap(v -> v.integer(0, FunctionScenario.MAX_WARM))
                .map(Long::intValue)
                .orElse(FunctionScenario.DEFAULT_WARM);
        BodyExpectation expect = RequestReader.body(section.section("expect"));
        return new FunctionScenario(name, handler, event, expect, Scenario.DEFAULT_DEADLINE, timeout, warm);
    }

    /** Inline JSON, or the name of a file that holds it. */
    private static Optional<String> event(Value value, Path folder) {
        if (value.isSection() || value.isList()) {
            return value.json().map(Object::toString);
        }
        return value.text(text -> EventFile.read(text, folder));
    }

    private static FunctionScenario with(String name, String handler) {
        FunctionScenario plain = FunctionScenario.of(FunctionScenario.DEFAULT_EVENT);
        return new FunctionScenario(
                name,
                Optional.of(handler),
                plain.event(),
                plain.expect(),
                plain.deadline(),
                plain.timeout(),
                plain.warm());
    }
}
