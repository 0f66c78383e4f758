package dev.coldstart.cli.build.jvm;

import dev.coldstart.cli.build.tool.BuildFailedException;
import dev.coldstart.cli.build.tool.BuildRun;
import dev.coldstart.cli.config.Toolchain;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.runner.function.FunctionRun;
import dev.coldstart.runner.function.RuntimeApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives a function its events during a training run, as the prober does while it is measured. Nothing is timed here. */
record TrainingFunction(FunctionScenario function, Toolchain.Training training) {

    /**
     * Runs it until it has had all of them.
     *
     * @return with which exit code it ended
     * @throws BuildFailedException when it fails in one of them
     */
    int train(RunSettings settings, List<String> words, Path published, Map<String, String> env, BuildRun run)
            throws BuildFailedException, InterruptedException, IOException {
        FunctionScenario asked = new FunctionScenario(
                function.name(),
                function.handler(),
                function.event(),
                function.expect(),
                training.deadline(),
                function.timeout(),
                Math.min(training.times(), FunctionScenario.MAX_WARM));
        try (RuntimeApi api = new RuntimeApi(0, asked, Clock.systemUTC())) {
            Map<String, String> all = new TreeMap<>(env);
            all.putAll(asked.on(settings).env());
            all.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.port());
            all.put("LAMBDA_TASK_ROOT", published.toString());
            api.offer();
            try (BuildRun.Running app = run.start(words, published, all)) {
                FunctionRun events = new FunctionRun(api, asked, () -> isAlive(app), body -> Optional.empty());
                if (events.first(System.nanoTime()).isEmpty() || !events.hangs() || !events.warm()) {
                    throw new BuildFailedException("in its training run the function came to nothing: "
                            + events.failure().detail()
                            + run.lastWords()
                                    .map(said -> "; it said last: " + said)
                                    .orElse(""));
                }
                run.line("training: the function responded to its events");
                app.terminate();
                Duration left = run.left();
                return app.waitFor(left.compareTo(training.deadline()) < 0 ? left : training.deadline())
                        .orElseThrow(() -> AotCacheRecipe.neverEnded(training));
            }
        }
    }

    private static boolean isAlive(BuildRun.Running app) {
        return app.pid()
                .map(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .orElse(true);
    }
}
