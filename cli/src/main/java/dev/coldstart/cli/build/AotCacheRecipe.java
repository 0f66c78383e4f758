package dev.coldstart.cli.build;

import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The {@code jit} form's folder with an AOT cache (JEP 483, 514, 515) beside the jar. The cache is written by the JVM as it
 * ends, after a training run in which the app is asked what the configuration says.
 */
record AotCacheRecipe(JavaRecipe jit, Config config, Tools tools, FormSettings form) implements Recipe {

    static final String CACHE = "app.aot";
    private static final int LEAST_RELEASE = 25;

    @Override
    public Path build(BuildRun run) throws BuildFailedException, InterruptedException, IOException {
        int release = Tools.release(tools.jdk());
        if (release < LEAST_RELEASE) {
            throw new BuildFailedException("the AOT cache needs JDK " + LEAST_RELEASE + " or newer, and " + tools.jdk()
                    + " is " + release + ": set JAVA_HOME to a newer one");
        }
        TrainingClient client = new TrainingClient(config.scenario());
        client.refusePortInUse();
        Path published = jit.build(run);
        List<Path> before = FileTrees.files(published);
        String java = published.resolve("jre/bin/java").toString();
        train(client, List.of(java, "-XX:AOTCacheOutput=" + CACHE, "-jar", JavaPackage.JAR), published, run);
        removeWhatTheAppWrote(published, before);
        // Ends before the app's main, but after the cache was checked against the class path: a cache that is refused
        // fails.
        run.run(
                List.of(java, "-XX:AOTCache=" + CACHE, "-XX:AOTMode=on", "-cp", JavaPackage.JAR, "-version"),
                published,
                config.run().env());
        FileTrees.date(published, JavaPackage.TIME);
        return published;
    }

    private void train(TrainingClient client, List<String> words, Path published, BuildRun run)
            throws BuildFailedException, InterruptedException {
        Map<String, String> env = new TreeMap<>(form.env());
        env.putAll(config.run().env());
        try (BuildRun.Running app = run.start(words, published, env)) {
            int port = awaitReady(client, app, run);
            int good = client.train(port, jit.java().training());
            run.line("training: " + good + " requests answered on port " + port);
            app.terminate();
            if (app.waitFor(run.left()).isEmpty()) {
                throw run.tooLong();
            }
        }
        if (!Files.isRegularFile(published.resolve(CACHE))) {
            throw new BuildFailedException("the training run wrote no AOT cache: the app has to end by itself when it"
                    + " gets SIGTERM, by System.exit or the end of main, not by Runtime.halt");
        }
    }

    private int awaitReady(TrainingClient client, BuildRun.Running app, BuildRun run)
            throws BuildFailedException, InterruptedException {
        long deadline = System.nanoTime() + config.scenario().deadline().toNanos();
        while (System.nanoTime() < deadline && !run.left().isZero()) {
            Optional<Integer> exit = app.waitFor(Duration.ofMillis(50));
            if (exit.isPresent()) {
                throw new BuildFailedException("the app ended during its training run, with exit code " + exit.get()
                        + run.lastLine().map(l -> "; its last line: " + l).orElse(""));
            }
            Optional<Integer> port = app.pid().flatMap(client::readyPort);
            if (port.isPresent()) {
                return port.get();
            }
        }
        throw new BuildFailedException("the app did not answer "
                + config.scenario().request().path() + " as expected within "
                + config.scenario().deadline().toSeconds() + " s of its training run" + client.lastAnswer());
    }

    private static void removeWhatTheAppWrote(Path published, List<Path> before) throws IOException {
        for (Path file : FileTrees.files(published)) {
            if (!before.contains(file) && !file.equals(published.resolve(CACHE))) {
                Files.delete(file);
            }
        }
    }
}
