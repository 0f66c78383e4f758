import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.FunctionPhases;
import dev.coldstart.runner.function.FunctionRun;
import dev.coldstart.runner.function.RuntimeApi;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Serves one function that is started here, without an engine, and prints what was timed: NAME FOLDER HANDLER COMMAND... */
void main(String[] args) throws Exception {
    FunctionScenario function = new FunctionScenario(
            "function", Optional.of(args[2]), "{\"id\":42}", new BodyExpectation.Any(), Duration.ofSeconds(60),
            Duration.ofSeconds(30), 20);
    try (RuntimeApi api = new RuntimeApi(0, function, Clock.systemUTC())) {
        ProcessBuilder builder = new ProcessBuilder(List.of(args).subList(3, args.length))
                .directory(new File(args[1]))
                .redirectErrorStream(true)
                .redirectOutput(new File(args[1], "out.log"));
        Map<String, String> env = builder.environment();
        env.putAll(function.on(RunSettings.defaults()).env());
        env.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.port());
        env.put("LAMBDA_TASK_ROOT", args[1]);
        api.offer();
        long t0 = System.nanoTime();
        Process process = builder.start();
        FunctionRun run = new FunctionRun(api, function, process::isAlive, body -> Optional.empty());
        try {
            if (run.first(t0).isEmpty() || !run.hangs() || !run.warm()) {
                IO.println(args[0] + ": failed, " + run.failure().detail());
                System.exit(1);
            }
            FunctionPhases phases = run.phases(t0, t0, Optional.empty());
            long[] warm = phases.warm().stream().mapToLong(w -> w.answerNs()).sorted().toArray();
            long[] between = phases.warm().stream().mapToLong(w -> w.betweenNs()).sorted().toArray();
            IO.println(String.format(
                    Locale.ROOT,
                    "%-8s init %8.1f ms, first event %7.1f ms, warm %6.2f ms, between %5.2f ms, %s",
                    args[0],
                    phases.initNs() / 1e6,
                    phases.eventNs() / 1e6,
                    warm[warm.length / 2] / 1e6,
                    between[between.length / 2] / 1e6,
                    phases.client().orElse("no user agent")));
        } finally {
            process.destroyForcibly();
        }
    }
}
