package dev.coldstart.cli.build.jvm;

import dev.coldstart.artifact.folder.ArtifactException;
import dev.coldstart.artifact.folder.Entrypoint;
import dev.coldstart.artifact.folder.TrainedFrom;
import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.build.tool.FileTrees;
import dev.coldstart.cli.build.tool.Recipe;
import dev.coldstart.cli.build.tool.Tools;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.diagnosis.CacheRefusal;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.ProgramScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code jit} form's folder with an AOT cache (JEP 483, 514, 515) beside the jar. The cache is written by the JVM as it
 * ends, after a training run in which the app is started as it will be measured, and asked what the configuration says.
 */
public record AotCacheRecipe(JavaRecipe jit, Toolchain.Training training, Config config, Tools tools, FormSettings form)
        implements Recipe {

    static final String CACHE = "app.aot";
    private static final int MIN_RELEASE = 25;
    private static final Pattern ANYTHING = Pattern.compile("");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Pattern PROCESSOR = Pattern.compile("(?m)^model name\\s*:\\s*(?<name>.+)$");

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        int release = Tools.release(tools.jdk());
        if (release < MIN_RELEASE) {
            throw new BuildFailedException("the AOT cache needs JDK " + MIN_RELEASE + " or newer, and " + tools.jdk()
                    + " is " + release + ": set JAVA_HOME to a newer one");
        }
        Optional<TrainingClient> service = service();
        if (service.isPresent()) {
            service.get().refusePortInUse();
        }
        Path published = jit.build(run);
        List<String> words = words(published);
        // Before it runs: an app that writes to its own jar was trained from what it was.
        TrainedFrom.write(published, CACHE, jars(published));
        List<Path> before = FileTrees.files(published);
        train(service, with(words, List.of("-XX:AOTCacheOutput=" + CACHE)), published, run);
        removeWhatTheAppWrote(published, before);
        check(words, published, run);
        FileTrees.date(published, JavaPackage.TIME);
        processor()
                .ifPresent(name -> run.note(form.name() + ": its AOT cache was made on " + name
                        + "; JDK 25 and 26 keep machine code in it and do not check that the processor is of that kind:"
                        + " make it on one like those that it starts on"));
        return published;
    }

    private Optional<TrainingClient> service() {
        return config.scenario() instanceof HttpScenario http
                ? Optional.of(new TrainingClient(http))
                : Optional.empty();
    }

    /** The words that the form without a cache is started with, in the same folder; its program as this machine finds it. */
    private List<String> words(Path published) throws BuildFailedException {
        Entrypoint start;
        try {
            start = Entrypoint.of(published, config.command());
        } catch (ArtifactException e) {
            throw new BuildFailedException(String.valueOf(e.getMessage()));
        }
        if (!start.startsJvm()) {
            throw new BuildFailedException(
                    "the app is started by " + start.command().getFirst()
                            + ", and an AOT cache can only be put in force where that is java itself: begin run.command with java,"
                            + " such as java -jar " + JavaLayout.JAR + ", or leave the form " + form.form() + " out");
        }
        List<String> words = new ArrayList<>(start.command());
        words.set(
                0,
                start.program()
                        .map(program -> published.resolve(program).toString())
                        .orElse(words.getFirst()));
        return words;
    }

    private static List<String> with(List<String> words, List<String> options) {
        return Stream.of(words.subList(0, 1), options, words.subList(1, words.size()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Path> jars(Path published) throws IOException {
        Path runtime = published.resolve(JavaPackage.RUNTIME);
        return FileTrees.files(published).stream()
                .filter(file -> file.toString().endsWith(".jar") && !file.startsWith(runtime))
                .toList();
    }

    private void train(Optional<TrainingClient> service, List<String> words, Path published, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        Map<String, String> env = new TreeMap<>(form.env());
        env.putAll(config.run().env());
        int exit = switch (config.scenario()) {
            case HttpScenario http -> trained(service.orElseThrow(), words, published, env, run);
            case FunctionScenario function ->
                new TrainingFunction(function, training).train(config.run(), words, published, env, run);
            case ProgramScenario program -> new TrainingProgram(program, training).train(words, published, env, run);
        };
        if (!Files.isRegularFile(published.resolve(CACHE))) {
            throw new BuildFailedException(
                    "the training run wrote no AOT cache; the JVM writes it as it ends, and this one"
                            + " ended with exit code " + exit
                            + CacheRefusal.reason(run.printed(ANYTHING))
                                    .map(r -> ", saying: " + r)
                                    .orElse(""));
        }
    }

    /** With which exit code it ended. */
    private int trained(
            TrainingClient client, List<String> words, Path published, Map<String, String> env, BuildRun run)
            throws BuildFailedException, InterruptedException {
        try (BuildRun.Running app = run.start(words, published, env)) {
            int port = awaitReady(client, app, run);
            int good = client.train(port, training);
            run.line("training: " + good + " requests answered on port " + port);
            app.terminate();
            return app.waitFor(allowed(run)).orElseThrow(this::neverEnded);
        }
    }

    /** Ends before the app's main, but after all that makes a JVM refuse a cache, which then ends it with code 1. */
    private void check(List<String> words, Path published, BuildRun run)
            throws BuildFailedException, InterruptedException {
        try {
            run.run(
                    with(words, List.of("-XX:AOTCache=" + CACHE, "-XX:AOTMode=on", "--dry-run")),
                    published,
                    config.run().env());
        } catch (BuildFailedException e) {
            throw CacheRefusal.reason(run.printed(ANYTHING))
                    .map(reason ->
                            new BuildFailedException("the JVM refuses the AOT cache that it has made: " + reason))
                    .orElse(e);
        }
        if (Entrypoint.of(published, config.command()).cache().isEmpty()) {
            throw new BuildFailedException(
                    "run.command switches the AOT cache off: take that out, or leave the form " + form.form() + " out");
        }
    }

    private int awaitReady(TrainingClient client, BuildRun.Running app, BuildRun run)
            throws BuildFailedException, InterruptedException {
        HttpScenario scenario = client.scenario();
        long began = System.nanoTime();
        long deadline = began + allowed(run).toNanos();
        long asExpected = began;
        while (System.nanoTime() < deadline) {
            Optional<Integer> exit = app.waitFor(Duration.ofMillis(50));
            if (exit.isPresent()) {
                throw new BuildFailedException("the app ended during its training run, with exit code " + exit.get()
                        + run.lastWords().map(words -> ", saying: " + words).orElse(""));
            }
            Optional<Integer> port = app.pid().flatMap(client::readyPort);
            if (port.isPresent()) {
                return port.get();
            }
            asExpected = client.answersOtherwise() ? asExpected : System.nanoTime();
            if (System.nanoTime() - asExpected > scenario.patience().toNanos()) {
                throw new BuildFailedException("in its training run the app did not answer " + asked(scenario)
                        + client.lastAnswer() + ", for longer than run.patience (" + seconds(scenario.patience())
                        + "): correct request, or what the app needs to answer it");
            }
        }
        throw new BuildFailedException("in its training run the app did not answer " + asked(scenario) + " within "
                + seconds(training.deadline()) + client.lastAnswer()
                + ": a JVM that records is slower than one that only runs, and where that is all, a longer"
                + " build.training.deadline helps"
                + run.lastWords().map(words -> "; the app said last: " + words).orElse(""));
    }

    private Duration allowed(BuildRun run) {
        return run.left().compareTo(training.deadline()) < 0 ? run.left() : training.deadline();
    }

    private BuildFailedException neverEnded() {
        return neverEnded(training);
    }

    static BuildFailedException neverEnded(Toolchain.Training training) {
        return new BuildFailedException(
                "after its training run the app was asked to end (SIGTERM) and had not done so after "
                        + seconds(training.deadline())
                        + ", and a JVM writes its AOT cache as it ends: let the app end on SIGTERM, or"
                        + " where it only needs longer raise build.training.deadline");
    }

    private static String asked(HttpScenario scenario) {
        return scenario.request().method() + " " + scenario.request().path() + " with status "
                + scenario.expect().status();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static void removeWhatTheAppWrote(Path published, List<Path> before) throws IOException {
        for (Path file : FileTrees.files(published)) {
            if (!before.contains(file) && !file.equals(published.resolve(CACHE))) {
                Files.delete(file);
            }
        }
    }

    private static Optional<String> processor() {
        try {
            return PROCESSOR
                    .matcher(Files.readString(PROCESSORS))
                    .results()
                    .map(m -> m.group("name").strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
