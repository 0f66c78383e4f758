package dev.coldstart.cli.config;

import static dev.coldstart.cli.config.Services.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.plan.AnswerRules;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Size;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.plan.WeightedRequest;
import dev.coldstart.core.policy.LibraryRuling;
import dev.coldstart.core.policy.Question;
import dev.coldstart.core.policy.TeamAnswer;
import dev.coldstart.core.policy.TeamPolicy;
import dev.coldstart.core.units.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigTest {

    static final String SMALLEST = "build: { dotnet: src/App.csproj }\nrequest: { get: /health }\n";

    @TempDir
    Path dir;

    @BeforeEach
    void projects() throws IOException {
        Files.createDirectories(dir.resolve("src"));
        Files.createDirectories(dir.resolve("java"));
        Files.writeString(dir.resolve("src/App.csproj"), "<Project/>");
        Files.writeString(dir.resolve("java/pom.xml"), "<project/>");
        Files.writeString(dir.resolve("java/app.jar"), "x");
    }

    @Test
    void theSmallestFileHasDefaultsForEverything() {
        Config config = load(SMALLEST);
        assertThat(config.app()).isEqualTo(String.valueOf(dir.getFileName()));
        assertThat(config.forms()).extracting(FormSettings::name).containsExactly("jit", "r2r-composite", "aot");
        assertThat(config.run()).isEqualTo(RunSettings.defaults());
        assertThat(service(config).request()).isEqualTo(HttpRequest.get("/health"));
        assertThat(service(config).expect().status()).isEqualTo(200);
        assertThat(service(config).port()).isEmpty();
        assertThat(config.scenario().deadline()).isEqualTo(Scenario.DEFAULT_DEADLINE);
        assertThat(config.sampling().sampling(7)).isEqualTo(Sampling.defaults(7));
        assertThat(config.studies()).isEmpty();
    }

    @Test
    void whichFormShipsIsInThePlan() {
        Config config = load(SMALLEST + "ships: aot");
        List<Variant> variants = List.of(Variant.head("jit", Architecture.X64), Variant.head("aot", Architecture.X64));
        assertThat(config.plan("2026-01-01T00:00:00Z", variants, Sampling.defaults(1), List.of())
                        .ships())
                .contains("aot");
    }

    @Test
    void readsEveryKey() throws IOException {
        Config config = load(resource("every-key.yml"));
        assertThat(config.app()).isEqualTo("users-api");
        assertThat(config.forms())
                .containsExactly(
                        FormSettings.of("jit"),
                        new FormSettings(
                                "aot-size", "aot", Map.of("CC", "clang"), Map.of("OptimizationPreference", "Size")),
                        FormSettings.of("mine"));
        assertThat(config.ships()).contains("aot-size");
        assertThat(config.run())
                .isEqualTo(new RunSettings(
                        0.5,
                        256L << 20,
                        Map.of("ASPNETCORE_URLS", "http://127.0.0.1:8080", "LEVEL", "3", "DEBUG", "true"),
                        Optional.of("example/base:1"),
                        true));
        assertThat(config.command()).contains(List.of("./api", "--fast"));
        HttpScenario scenario = service(config);
        assertThat(scenario.port()).isEqualTo(OptionalInt.of(8080));
        assertThat(scenario.deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(scenario.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(scenario.request())
                .isEqualTo(new HttpRequest(
                        "POST", "/users/42", Map.of("Accept", "application/json"), Optional.of("{\"name\":\"x\"}")));
        assertThat(scenario.expect().status()).isEqualTo(201);
        assertThat(scenario.expect().headers()).isEqualTo(Map.of("X-Kind", "user"));
        assertThat(String.valueOf(
                        ((BodyExpectation.JsonSubset) scenario.expect().body()).json()))
                .isEqualTo("{\"id\":42,\"tags\":[\"a\",null,true,1.5],\"name\":\"Ada\"}");
        assertThat(config.parity()).extracting(p -> p.request().method()).containsExactly("GET", "POST");
        assertThat(config.behaviour())
                .containsExactly(
                        new ParityRequest(
                                scenario.request(),
                                Optional.of(scenario.expect()),
                                new AnswerRules(List.of(), List.of("at"), AnswerRules.Order.SAME)),
                        ParityRequest.of(HttpRequest.get("/users/1")),
                        new ParityRequest(
                                new HttpRequest(
                                        "POST", "/users", Map.of("X-Kind", "user"), Optional.of("{\"name\":\"x\"}")),
                                Optional.of(new Expectation(201, Map.of(), new BodyExpectation.Matches("name"))),
                                new AnswerRules(
                                        List.of("content-type", "etag"),
                                        List.of("id", "/items/*/at"),
                                        AnswerRules.Order.ANY)));
        assertThat(config.studies())
                .containsExactly(
                        new Study.Load(
                                50,
                                Duration.ofSeconds(5),
                                7,
                                List.of(
                                        new WeightedRequest(HttpRequest.get("/users/1"), Expectation.status(200), 3),
                                        new WeightedRequest(
                                                new HttpRequest(
                                                        "POST", "/users", Map.of(), Optional.of("{\"name\":\"x\"}")),
                                                Expectation.status(201),
                                                1)),
                                9),
                        new Study.Steady(4, Duration.ofSeconds(30), Duration.ofSeconds(2), 6, List.of(), 1),
                        new Study.Sweep(List.of(new Size(0.25, 256L << 20), new Size(1, 256L << 20)), 8),
                        new Study.LeastMemory(8L << 20, 2L << 20, 10));
        Sampling sampling = config.sampling().sampling(1);
        assertThat(sampling).isEqualTo(new Sampling(5, 9, 3, 0.02, 11));
        assertThat(config.policy().minimumGain()).isEqualTo(0.25);
        TeamPolicy team = config.policy().team();
        assertThat(team.isYes(Question.SHORT_LIVED)).isTrue();
        assertThat(team.isUnanswered(Question.SMALL_CODEBASE)).isTrue();
        assertThat(team.answer(Question.IMAGE_SIZE_MATTERS))
                .contains(new TeamAnswer(
                        TeamAnswer.Reply.NO,
                        Optional.of("Ada"),
                        Optional.of(LocalDate.of(2026, 1, 31)),
                        Optional.of("one machine pulls it once"),
                        TeamAnswer.Origin.TEAM));
        assertThat(team.useCase()).contains("scheduled-task");
        assertThat(config.policy().regressionTolerance()).isEqualTo(0.03);
        assertThat(config.policy().metrics()).containsExactly("first-response", "peak-rss");
        assertThat(team.libraries()).extracting(LibraryRuling::name).containsExactly("Newtonsoft.Json", "Castle.Core");
        assertThat(team.libraries().getFirst().versions().contains("13.0.3")).isTrue();
        assertThat(team.exceptions()).extracting(e -> e.until().getYear()).containsExactly(2026, 2026);
        assertThat(config.build().deadline()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.build().command("mine"))
                .contains(new BuildSettings.BuildCommand(
                        "make mine", dir.toAbsolutePath().resolve("out/mine"), Map.of("MODE", "release")));
        assertThat(config.build().toolchain())
                .isEqualTo(new Toolchain.DotNet(
                        dir.toAbsolutePath().resolve("src/App.csproj"),
                        Optional.of("net9.0"),
                        Map.of("InvariantGlobalization", "true"),
                        Toolchain.Deployment.FRAMEWORK_DEPENDENT));
    }

    @Test
    void readsJavaProjects() {
        Config config = load("""
                build:
                  maven: java
                  java-modules: [java.base, jdk.httpserver]
                  files: [config.yml, conf/../java/x]
                  training: { requests: [ { get: /a }, { get: /b } ], times: 7, deadline: 90s }
                request: { get: /health }
                """);
        assertThat(config.forms()).extracting(FormSettings::name).containsExactly("jit", "aot-cache");
        Toolchain.Java java = (Toolchain.Java) config.build().toolchain();
        assertThat(java.pom()).contains(dir.toAbsolutePath().resolve("java/pom.xml"));
        assertThat(java.modules()).containsExactly("java.base", "jdk.httpserver");
        assertThat(java.files())
                .containsExactly(
                        dir.toAbsolutePath().resolve("config.yml"),
                        dir.toAbsolutePath().resolve("java/x"));
        assertThat(java.training())
                .isEqualTo(new Toolchain.Training(
                        List.of(HttpRequest.get("/a"), HttpRequest.get("/b")), 7, Duration.ofSeconds(90)));

        Toolchain.Java jar = (Toolchain.Java) load("build: { jar: java/app.jar }\nrequest: { get: /x }\n")
                .build()
                .toolchain();
        assertThat(jar.training().requests()).containsExactly(HttpRequest.get("/x"));
        assertThat(jar.pom()).isEmpty();
    }

    @Test
    void anAliasSharesABlock() {
        Config config = load("""
                build:
                  commands:
                    a: { run: make a, out: a, env: &env { MODE: fast } }
                    b: { run: make b, out: b, env: { <<: *env, LEVEL: 3 } }
                    c: { run: make c, out: c, env: { MODE: slow, <<: *env } }
                request: { get: / }
                """);
        assertThat(config.build().command("b").orElseThrow().env()).isEqualTo(Map.of("MODE", "fast", "LEVEL", "3"));
        assertThat(config.build().command("c").orElseThrow().env()).isEqualTo(Map.of("MODE", "slow"));
        assertThat(config.forms()).extracting(FormSettings::name).containsExactly("a", "b", "c");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // A key that is not there, and which was meant.
                wrong(SMALLEST + "run: { memroy: 1g }", "3:8: run.memroy: unknown key; did you mean memory?"),
                wrong(SMALLEST + "port: 80", "3:1: port: unknown key; it belongs under run"),
                wrong(SMALLEST + "run:\n  zzz: 1", "4:3: run.zzz: unknown key; known here: base, cold-disk, command"),
                wrong(SMALLEST + "request2: 1", "did you mean request?"),
                wrong(SMALLEST + "<<: { a: 1 }", "3:7: a: unknown key"),
                wrong(SMALLEST + "app: a\napp: b", "4:1: app: given twice; the first is in line 3"),
                // Units and types.
                wrong(SMALLEST + "run: { memory: 512 }", "3:16: run.memory: '512' has no unit"),
                wrong(SMALLEST + "run: { memory: 512q }", "'q' is not a unit here (known: b, g, gb"),
                wrong(SMALLEST + "run: { memory: 1m }", "less than 6 MiB"),
                wrong(SMALLEST + "run: { memory: [1] }", "a text is wanted, and this is a list"),
                wrong(SMALLEST + "run: { deadline: 60 }", "run.deadline: '60' has no unit: write a duration"),
                wrong(SMALLEST + "run: { deadline: 0s }", "above zero"),
                wrong(SMALLEST + "run: { cpus: many }", "run.cpus: a number is wanted, and this is 'many'"),
                wrong(SMALLEST + "run: { cpus: .nan }", "a plain number is wanted"),
                wrong(SMALLEST + "run: { port: 70000 }", "70000 is not between 1 and 65535"),
                wrong(SMALLEST + "run: { cold-disk: yes }", "true or false is wanted, and this is 'yes'"),
                wrong(SMALLEST + "run: fast", "run: keys with values are wanted, and this is 'fast'"),
                wrong(SMALLEST + "run: { env: { A: } }", "run.env.A: a text is wanted, and there is none"),
                wrong(SMALLEST + "policy: { minimum-gain: 0.1 }", "policy.minimum-gain: '0.1' has no unit"),
                wrong(SMALLEST + "policy: { minimum-gain: 100% }", "minimum gain must be a fraction"),
                wrong(SMALLEST + "policy: { regression-tolerance: 5 }", "policy.regression-tolerance: '5' has no unit"),
                wrong(
                        SMALLEST + "policy: { metrics: [idle-rs] }",
                        ":3:21: policy.metrics[0]: there is no metric idle-rs; did you mean idle-rss?"),
                wrong(
                        SMALLEST + "policy: { use-case: scheduled-tsk }",
                        ":3:21: policy.use-case: there is no use case scheduled-tsk; did you mean scheduled-task?"),
                wrong(
                        SMALLEST + "policy: { workload: { shortlived: yes } }",
                        ":3:23: policy.workload.shortlived: unknown key; did you mean short-lived?"),
                wrong(
                        SMALLEST + "policy: { short-lived: yes }",
                        ":3:11: policy.short-lived: unknown key; it belongs under policy.workload"),
                wrong(
                        SMALLEST + "policy: { against: { lives-for-days: often } }",
                        "policy.against.lives-for-days: 'often' is no answer: write yes or no"),
                wrong(
                        SMALLEST + "policy: { gate: { team-readiness: { answer: yes, on: 2026-02-30 } } }",
                        "policy.gate.team-readiness.on: '2026-02-30' is no date"),
                wrong(
                        SMALLEST + "policy: { libraries: [ { package: A, ruling: aproved } ] }",
                        "there is no ruling aproved; did you mean approved?"),
                wrong(
                        SMALLEST + "policy: { libraries: [ { package: A, ruling: denied, versions: '>1' } ] }",
                        "policy.libraries[0].versions: '>1' names no versions"),
                wrong(
                        SMALLEST
                                + "policy: { exceptions: [ { check: team-redyness, by: A, because: b, until: 2026-01-31 } ] }",
                        "policy.exceptions[0].check: there is no check team-redyness; did you mean team-readiness?"),
                wrong(
                        SMALLEST
                                + "policy: { exceptions: [ { check: workload-economics, by: A, because: b, until: 2026-01-31 } ] }",
                        "workload-economics takes no exception: change minimum-gain"),
                wrong(
                        SMALLEST
                                + "policy: { exceptions: [ { metric: idle-rss, form: aott, by: A, because: b, until: 2026-01-31 } ] }",
                        "policy.exceptions[0].form: there is no form aott; did you mean aot?"),
                wrong(
                        SMALLEST + "policy: { exceptions: [ { metric: idle-rss, by: A, because: b } ] }",
                        "until is missing: the last day, such as 2030-06-30"),
                wrong(
                        SMALLEST + "policy: { exceptions: [ { by: A, because: b, until: 2026-01-31 } ] }",
                        "an exception is for a check or for a metric, exactly one"),
                wrong(SMALLEST + "sampling: { blocks: 50..20 }", "50..20 is no range of blocks"),
                wrong(SMALLEST + "sampling: { blocks: { least: 3 } }", "most is missing"),
                wrong(SMALLEST + "sampling: { blocks: some }", "'some' is no number of blocks"),
                wrong(SMALLEST + "forms: jit", "forms: a list is wanted, and this is 'jit'"),
                // Forms.
                wrong(SMALLEST + "forms: [jit, oat]", "3:14: forms[1]: there is no form oat; did you mean aot?"),
                wrong(
                        SMALLEST + "forms: [jit, aot]\nships: oat",
                        "4:8: ships: there is no form oat; did you mean aot?"),
                wrong(SMALLEST + "forms: [jit, jit]", "forms[1]: the form jit is given twice"),
                wrong(SMALLEST + "forms: []", "name at least one form"),
                wrong(SMALLEST + "forms: [{ name: x }]", "form is missing"),
                // Builds.
                wrong(
                        "build: { dotnet: nowhere.csproj }\nrequest: { get: / }",
                        "1:18: build.dotnet: there is no nowhere"),
                wrong("build: { dotnet: java }\nrequest: { get: / }", "there is no project file in it"),
                wrong("build: { maven: src }\nrequest: { get: / }", "there is no pom.xml in it"),
                wrong("build: { jar: no.jar }\nrequest: { get: / }", "build.jar: there is no no.jar"),
                wrong("request: { get: / }", "it needs one of dotnet, maven, jar or commands"),
                wrong("build: { maven: java, dotnet: src }\nrequest: { get: / }", "goes with neither"),
                wrong("build: { maven: java, framework: net9.0 }\nrequest: { get: / }", "no effect without dotnet"),
                wrong("build: { commands: { a: { run: x } } }\nrequest: { get: / }", "a command needs run"),
                wrong(
                        "build: { commands: { a: { run: x, out: o }, b: { run: y, out: ./o } } }\nrequest: { get: / }",
                        "build.commands.b: another command publishes to the same folder"),
                // Requests.
                wrong("build: { dotnet: src }", "1:1: request is missing"),
                wrong("build: { dotnet: src }\nrequest: { get: users }", "request.get: a request path begins with /"),
                wrong("build: { dotnet: src }\nrequest: { get: /, post: / }", "one method is wanted"),
                wrong("build: { dotnet: src }\nrequest: { path: / }", "a method with its path is missing"),
                wrong(
                        "build: { dotnet: src }\nrequest: { get: /, expect: { text: a, matches: b } }",
                        "2:28: request.expect: text, json and matches exclude"),
                wrong("build: { dotnet: src }\nrequest: { get: /, expect: { matches: '(' } }", "expect.matches: "),
                wrong("build: { dotnet: src }\nrequest: { get: /, expect: { json: .inf } }", "JSON has no number"),
                // YAML itself.
                wrong("", "the file is empty; the smallest useful file is"),
                wrong("# nothing\n", "the file is empty"),
                wrong("just text", "keys with values are wanted at the top level"),
                wrong("build:\n\tdotnet: x", "2:1: not valid YAML: ", "TAB"),
                wrong("build: {\n", "not valid YAML"),
                wrong("a: 1\n---\nb: 2", "not valid YAML"),
                wrong("a: *b", "not valid YAML"),
                wrong(bomb(), "not valid YAML"));
    }

    /** A command with a cache would give it to the baseline too, and a file outside has no place in the published folder. */
    @Test
    void whatJavaFormsCantHaveIsRefused() {
        assertThatThrownBy(() -> load("""
                build: { maven: java, files: [../x, .] }
                run: { command: [java, -XX:AOTCache=app.aot, -jar, app.jar] }
                request: { get: /health }
                """))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "build.files[0]: it is not below",
                        "build.files[1]: it is not below",
                        "run.command: it names an AOT cache: coldstart adds it to the form aot-cache");
    }

    private static Arguments wrong(String yaml, String... parts) {
        return Arguments.of(yaml, List.of(parts));
    }

    private static String bomb() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        return yaml.toString();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(String yaml, List<String> parts) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .message()
                .startsWith(dir.resolve(Config.FILE_NAME).toString())
                .contains(parts);
    }

    @Test
    void everyMistakeIsReportedAtOnceInTheOrderOfTheFile() {
        assertThatThrownBy(() -> load("ap: x\nrun: { memory: 5 }\nforms: [a]\nbuild: { dotnet: src }\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(ConfigProblem::key)
                                .containsExactly("", "ap", "run.memory", "forms[0]"));
    }

    @Test
    void filesThatCantBeReadAreNamed() throws IOException {
        assertThatThrownBy(() -> Config.load(dir.resolve("none.yml")))
                .hasMessageContaining("there is no such file: coldstart init writes one");
        assertThatThrownBy(() -> Config.load(dir)).hasMessageContaining("it is not a file");
        Path file = dir.resolve(Config.FILE_NAME);
        Files.write(file, "app: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Config.load(file)).hasMessageContaining("it is not UTF-8");
        Files.writeString(file, "#".repeat(YamlFile.MAX_BYTES + 1));
        assertThatThrownBy(() -> Config.load(file)).hasMessageContaining("is the most");
    }

    @ParameterizedTest
    @CsvSource({"512m,536870912", "1g,1073741824", "256MiB,268435456", "1.5 GB,1500000000", "10k,10240", "7b,7"})
    void readsSizes(String text, long bytes) {
        assertThat(Units.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"60s,60000", "500ms,500", "2m,120000", "1.5s,1500", "1h,3600000"})
    void readsDurations(String text, long millis) {
        assertThat(Units.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    private Config load(String yaml) {
        return Config.load(write(dir, yaml));
    }

    static Path write(Path dir, String yaml) {
        try {
            return Files.writeString(dir.resolve(Config.FILE_NAME), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String resource(String name) throws IOException {
        try (java.io.InputStream in =
                java.util.Objects.requireNonNull(ConfigTest.class.getResourceAsStream("/config/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final String FUNCTION = "scenario: function\nbuild: { dotnet: src }\n";

    @Test
    void aFunctionIsGivenTheEventOfAFileOrOneInline() throws IOException {
        Files.writeString(dir.resolve("e.json"), "{ \"a\": 1 }");
        assertThat(function("function: { event: e.json, warm-events: 3, handler: h, timeout: 2s }"))
                .isEqualTo(new FunctionScenario(
                        "function",
                        Optional.of("h"),
                        "{ \"a\": 1 }",
                        new BodyExpectation.Any(),
                        Scenario.DEFAULT_DEADLINE,
                        Duration.ofSeconds(2),
                        3));
        assertThat(function("function: { event: { a: 1 } }").event()).isEqualTo("{\"a\":1}");
        assertThat(function("function: { event: [1] }").event()).isEqualTo("[1]");
    }

    private FunctionScenario function(String yaml) throws IOException {
        return (FunctionScenario) Config.load(write(dir, FUNCTION + yaml)).scenario();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            function: { event: none.json }   | there is no file none.json
            function: { event: bad.json }    | bad.json: the event is not JSON
            function: { event: large.json }  | 6 MB
            function: { event: "{" }         | not JSON
            function: { name: "a b" }        | a function's name
            request: { get: / }              | a function is not asked by requests
            parity: [ { get: / } ]           | it has no effect with scenario: function
            run: { port: 80 }                | it has no effect with scenario: function
            """)
    void whatAFunctionCannotBeGivenIsRefused(String yaml, String why) throws IOException {
        Files.writeString(dir.resolve("bad.json"), "{ a");
        Files.writeString(dir.resolve("large.json"), " ".repeat(FunctionScenario.MAX_PAYLOAD_BYTES) + "{}");
        assertThatThrownBy(() -> Config.load(write(dir, FUNCTION + yaml))).hasMessageContaining(why);
    }

    @Test
    void aFunctionHasTheCpuOfItsMemoryUnlessItIsGivenOther() throws IOException {
        assertThat(Config.load(write(dir, FUNCTION + "run: { memory: 1769m }"))
                        .run()
                        .cpus())
                .isEqualTo(1);
        assertThat(Config.load(write(dir, FUNCTION + "run: { memory: 1769m, cpus: 0.5 }"))
                        .run()
                        .cpus())
                .isEqualTo(0.5);
    }
}
