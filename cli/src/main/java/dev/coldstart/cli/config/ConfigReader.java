package dev.coldstart.cli.config;

import dev.coldstart.core.cost.CostSettings;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ParityRequest;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.units.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code coldstart.yml} section by section. This class and its helpers are where the keys are. */
final class ConfigReader {

    private final Path file;
    private final ConfigProblems problems;

    private ConfigReader(Path file) {
        this.file = file;
        this.problems = new ConfigProblems(file.toString());
    }

    static Config read(Path file) {
        ConfigReader reader = new ConfigReader(file);
        YamlSection top = YamlFile.read(file, reader.problems);
        Optional<Config> config = reader.config(top);
        reader.problems.throwIfAny();
        return config.orElseThrow();
    }

    private Optional<Config> config(YamlSection top) {
        String app =
                top.value("app").flatMap(v -> v.text(ConfigReader::appName)).orElseGet(this::folderName);
        ScenarioReader scenario = ScenarioReader.of(top, folder());
        BuildReader build = new BuildReader(folder());
        BuildSettings settings = build.build(top, scenario.training());
        List<FormSettings> forms = FormsReader.read(top, settings);
        Optional<String> ships = top.value("ships").flatMap(v -> ships(v, forms));
        YamlSection machine = top.section("run");
        Run run = run(machine, scenario);
        if (settings.toolchain() instanceof Toolchain.Java) {
            refuseCache(machine, run);
        }
        List<ParityRequest> parity = parity(top);
        List<Study> studies = StudiesReader.read(top.section("studies"), run.settings());
        if (!(run.scenario() instanceof HttpScenario)) {
            top.value("studies").ifPresent(value -> value.wrong(Plan.STUDIES_ARE_OF_SERVICES));
        }
        SamplingSettings sampling = sampling(top.section("sampling"));
        Policy policy = PolicyReader.read(
                top.section("policy"), forms.stream().map(FormSettings::name).toList());
        Optional<CostSettings> cost =
                new CostReader(folder(), forms.stream().map(FormSettings::name).toList(), problems).read(top);
        List<String> frameworks = frameworks(top, settings);
        top.end();
        return Optional.of(new Config(
                file,
                app,
                settings,
                forms,
                ships,
                run.settings(),
                run.command(),
                run.scenario(),
                scenario.compare(),
                parity,
                studies,
                sampling,
                policy,
                cost,
                frameworks));
    }

    private static Optional<String> ships(Value value, List<FormSettings> forms) {
        List<String> names = forms.stream().map(FormSettings::name).toList();
        return value.text().filter(name -> {
            if (!names.contains(name)) {
                Optional<String> near = ConfigProblems.nearest(name, names);
                value.wrong("there is no form " + name
                        + near.map(n -> "; did you mean " + n + "?").orElse("") + " (here: "
                        + String.join(", ", names) + ")");
            }
            return names.contains(name);
        });
    }

    private static List<String> frameworks(YamlSection top, BuildSettings build) {
        List<String> frameworks = new ArrayList<>();
        YamlSection readiness = top.section("readiness");
        readiness.value("frameworks").ifPresent(value -> {
            if (!(build.toolchain() instanceof Toolchain.DotNet)) {
                value.wrong("it has no effect without build.dotnet: remove it");
            }
            for (Value item : value.list()) {
                item.text(BuildReader::framework).ifPresent(framework -> {
                    if (frameworks.contains(framework)) {
                        item.wrong("the framework " + framework + " is given twice");
                    }
                    frameworks.add(framework);
                });
            }
        });
        readiness.end();
        return frameworks;
    }

    private record Run(RunSettings settings, Optional<List<String>> command, Scenario scenario) {}

    private Run run(YamlSection run, ScenarioReader reader) {
        RunSettings defaults = RunSettings.defaults();
        Optional<Double> given = run.value("cpus").flatMap(v -> v.number(0.01, 1024));
        long memory =
                run.value("memory").flatMap(v -> v.text(ConfigReader::memory)).orElse(defaults.memoryBytes());
        double cpus = given.orElseGet(() -> reader.cpus(memory, defaults.cpus()));
        Map<String, String> env = run.value("env").map(Value::texts).orElse(defaults.env());
        Optional<String> base = run.value("base").flatMap(v -> v.text(ConfigReader::notBlank));
        boolean coldDisk = run.value("cold-disk").flatMap(Value::yesOrNo).orElse(defaults.coldDisk());
        Optional<List<String>> command = run.value("command").flatMap(ConfigReader::command);
        Scenario scenario = reader.scenario(run);
        run.end();
        return new Run(new RunSettings(cpus, memory, env, base, coldDisk), command, scenario);
    }

    /** With it in the command the other forms would be started with it too. */
    private static void refuseCache(YamlSection machine, Run run) {
        if (run.command().stream().flatMap(List::stream).anyMatch(word -> word.startsWith("-XX:AOTCache"))) {
            machine.value("command")
                    .ifPresent(value ->
                            value.wrong("it names an AOT cache: coldstart adds it to the form aot-cache, and to"
                                    + " no other; take it out"));
        }
    }

    private List<ParityRequest> parity(YamlSection top) {
        List<ParityRequest> requests = new ArrayList<>();
        top.value("parity").ifPresent(value -> {
            List<Value> items = value.list();
            items.forEach(item -> RequestReader.parity(item).ifPresent(requests::add));
            if (items.size() > ParityRequest.MAX_REQUESTS) {
                value.wrong(items.size() + " requests are given, and " + ParityRequest.MAX_REQUESTS + " are the most");
            }
        });
        return requests;
    }

    private SamplingSettings sampling(YamlSection sampling) {
        SamplingSettings defaults = SamplingSettings.defaults();
        Blocks blocks =
                sampling.value("blocks").flatMap(Blocks::read).orElse(new Blocks(defaults.least(), defaults.most()));
        int idle = sampling.value("idle-blocks")
                .flatMap(v -> v.integer(0, Blocks.MAX_BLOCKS))
                .map(Long::intValue)
                .orElse(defaults.idleBlocks());
        double precision = sampling.value("precision")
                .flatMap(v -> v.text(ConfigReader::precision))
                .orElse(defaults.precision());
        OptionalLong seed = sampling.value("seed")
                .flatMap(v -> v.integer(Long.MIN_VALUE, Long.MAX_VALUE))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
        sampling.end();
        return new SamplingSettings(blocks.least(), blocks.most(), idle, precision, seed);
    }

    private Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow();
    }

    private String folderName() {
        return Optional.ofNullable(folder().getFileName()).map(Path::toString).orElse("app");
    }

    private static String appName(String text) {
        if (text.isBlank() || text.length() > 100 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name has 1 to 100 characters in one line");
        }
        return text;
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a text is wanted, and this is blank");
        }
        return text;
    }

    private static Optional<List<String>> command(Value value) {
        if (!value.isList()) {
            return value.text(ConfigReader::notBlank)
                    .map(text -> List.of(text.strip().split("\\s+")));
        }
        List<String> words =
                value.list().stream().flatMap(v -> v.text().stream()).toList();
        return words.isEmpty() ? value.wrong("a command is wanted, and this is empty") : Optional.of(words);
    }

    private static long memory(String text) {
        long bytes = Units.bytes(text);
        new RunSettings(1, bytes, Map.of(), Optional.empty(), false);
        return bytes;
    }

    static Duration positive(String text) {
        Duration duration = Units.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("it must be above zero");
        }
        return duration;
    }

    private static double precision(String text) {
        double fraction = Units.percentage(text);
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("a precision is above 0% and below 100%");
        }
        return fraction;
    }
}
