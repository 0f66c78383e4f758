package dev.coldstart.cli.config;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what shape of app it is, and what a good start of it is: {@code scenario}, and the section that belongs to it. The
 * one place where a scenario finds its keys.
 */
sealed interface ScenarioReader {

    String KEY = "scenario";
    String HTTP = "http";

    /** What it is measured by; its part of {@code run} is read now. */
    Scenario scenario(YamlSection run);

    /** What of the answers has to be equal between forms. */
    AnswerRules compare();

    /** What a training run asks where nothing else is said. */
    List<HttpRequest> training();

    /** CPUs where {@code run} does not say how many. */
    double cpus(long memoryBytes, double otherwise);

    /** The one that the file names, and its section. */
    static ScenarioReader of(YamlSection top, Path folder) {
        Optional<Value> given = top.value(KEY);
        return switch (given.flatMap(Value::text).orElse(HTTP)) {
            case HTTP -> Http.read(top);
            case FunctionScenario.KIND -> Function.read(top, folder);
            case ProgramScenario.KIND -> Program.read(top, folder);
            default -> {
                given.orElseThrow()
                        .wrong("there is no such scenario: it is " + HTTP + ", " + FunctionScenario.KIND + " or "
                                + ProgramScenario.KIND);
                yield new Http(RequestReader.NOTHING);
            }
        };
    }

    /** A service that answers a request. */
    record Http(RequestReader.Good request) implements ScenarioReader {

        static Http read(YamlSection top) {
            Optional<YamlSection> section = top.value("request").flatMap(Value::section);
            if (section.isEmpty() && !top.has("request")) {
                top.problem("request is missing: say what a good start answers, such as request: { get: /health }");
            }
            refuse(top, FunctionScenario.KIND, "it has no effect without scenario: function: remove it");
            refuse(top, ProgramScenario.KIND, "it has no effect without scenario: program: remove it");
            return new Http(section.map(RequestReader::good).orElse(RequestReader.NOTHING));
        }

        @Override
        public Scenario scenario(YamlSection run) {
            OptionalInt port = run.value("port")
                    .flatMap(v -> v.integer(1, 65535))
                    .map(p -> OptionalInt.of(p.intValue()))
                    .orElse(OptionalInt.empty());
            return new HttpScenario(
                    request.request(),
                    request.expect(),
                    port,
                    time(run, "deadline", Scenario.DEFAULT_DEADLINE),
                    HttpScenario.DEFAULT_ATTEMPT_TIMEOUT,
                    time(run, "patience", HttpScenario.DEFAULT_PATIENCE),
                    HttpScenario.DEFAULT_POLL_INTERVAL);
        }

        @Override
        public AnswerRules compare() {
            return request.compare();
        }

        @Override
        public List<HttpRequest> training() {
            return List.of(request.request());
        }

        @Override
        public double cpus(long memoryBytes, double otherwise) {
            return otherwise;
        }
    }

    /** A function that asks for its events. */
    record Function(FunctionScenario function, AnswerRules compare) implements ScenarioReader {

        private static final String WITHOUT = "it has no effect with scenario: function: remove it";

        static Function read(YamlSection top, Path folder) {
            refuse(
                    top,
                    "request",
                    "a function is not asked by requests: say with function: { event: ... } what it is given");
            refuse(top, "parity", WITHOUT);
            refuse(top, ProgramScenario.KIND, "it has no effect without scenario: program: remove it");
            YamlSection section = top.section(FunctionScenario.KIND);
            FunctionScenario function = FunctionReader.read(section, folder);
            AnswerRules compare = RequestReader.rules(section.section("compare"));
            section.end();
            return new Function(function, compare);
        }

        @Override
        public Scenario scenario(YamlSection run) {
            refuse(run, "port", WITHOUT);
            refuse(run, "patience", WITHOUT);
            return new FunctionScenario(
                    function.name(),
                    function.handler(),
                    function.event(),
                    function.expect(),
                    time(run, "deadline", Scenario.DEFAULT_DEADLINE),
                    function.timeout(),
                    function.warm());
        }

        @Override
        public List<HttpRequest> training() {
            return List.of();
        }

        /** As Lambda gives them. */
        @Override
        public double cpus(long memoryBytes, double otherwise) {
            return FunctionScenario.cpus(memoryBytes);
        }
    }

    /** A program that runs and ends. */
    record Program(YamlSection section, Path folder, AnswerRules compare) implements ScenarioReader {

        private static final String WITHOUT = "it has no effect with scenario: program: remove it";

        static Program read(YamlSection top, Path folder) {
            refuse(
                    top,
                    "request",
                    "a program is not asked by requests: say with program: { arguments: [...] } what it is" + " given");
            refuse(top, "parity", WITHOUT);
            refuse(top, FunctionScenario.KIND, "it has no effect without scenario: function: remove it");
            refuse(top, "cost", WITHOUT);
            YamlSection section = top.section(ProgramScenario.KIND);
            return new Program(section, folder, RequestReader.rules(section.section("compare")));
        }

        @Override
        public Scenario scenario(YamlSection run) {
            refuse(run, "port", WITHOUT);
            refuse(run, "patience", WITHOUT);
            Scenario scenario = ProgramReader.read(section, folder, time(run, "deadline", Scenario.DEFAULT_DEADLINE));
            section.end();
            return scenario;
        }

        @Override
        public List<HttpRequest> training() {
            return List.of();
        }

        @Override
        public double cpus(long memoryBytes, double otherwise) {
            return otherwise;
        }
    }

    private static void refuse(YamlSection section, String key, String why) {
        section.value(key).ifPresent(value -> value.wrong(why));
    }

    private static Duration time(YamlSection section, String key, Duration otherwise) {
        return section.value(key).flatMap(v -> v.text(ConfigReader::positive)).orElse(otherwise);
    }
}
