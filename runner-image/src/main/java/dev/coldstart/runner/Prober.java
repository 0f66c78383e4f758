package dev.coldstart.runner;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The prober: reads commands from standard input, answers on standard output, one JSON object per line. It ends when its
 * input does, and as PID 1 of the namespace takes every measured process with it: a worker that is killed leaves nothing
 * running.
 */
final class Prober {

    private Prober() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Native.tightTimers();
        WarmUp.run();
        say(out, ready());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (answer(line, event -> say(out, event))) {
                case Answered(ProbeEvent event) -> say(out, event);
                case Ended() -> {
                    return;
                }
            }
        }
    }

    private sealed interface Reaction {}

    private record Answered(ProbeEvent event) implements Reaction {}

    private record Ended() implements Reaction {}

    private static Reaction answer(String line, Consumer<ProbeEvent> meanwhile) {
        try {
            return switch (Json.line().readValue(line, ProbeCommand.class)) {
                case ProbeCommand.TimeStart start -> new Answered(Timers.time(start, meanwhile));
                case ProbeCommand.RunStudy study -> new Answered(StudyStart.run(study, meanwhile));
                case ProbeCommand.Stop stop -> new Ended();
            };
        } catch (IOException | RuntimeException e) {
            return new Answered(new ProbeEvent.Broken(e.toString()));
        }
    }

    private static void say(PrintStream out, ProbeEvent event) {
        out.println(Json.line().writeValueAsString(event));
    }

    /** The same for all CPUs, but on machines that somebody has set up by hand: the first says which. */
    private static Optional<String> governor() {
        return Optional.of(Proc.text(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"))
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    private static ProbeEvent ready() {
        String cpuinfo = Proc.text(Path.of("/proc/cpuinfo"));
        String model = "unknown";
        int count = 0;
        for (String line : cpuinfo.split("\n", -1)) {
            String name = line.split(":", 2)[0].strip();
            if (name.equals("processor")) {
                count++;
            } else if (name.equals("model name") || (name.equals("CPU part") && model.equals("unknown"))) {
                model = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        OptionalLong memory = Proc.kilobytes(Proc.text(Path.of("/proc/meminfo")), "MemTotal");
        // A v2 hierarchy has this file at its root, in a container too.
        boolean v2 = !Proc.text(Path.of("/sys/fs/cgroup/cgroup.controllers")).isEmpty();
        return new ProbeEvent.Ready(
                model,
                Math.max(1, count),
                memory.orElse(0),
                Proc.text(Path.of("/proc/sys/kernel/osrelease")).strip(),
                v2 ? "v2" : "v1",
                governor());
    }
}
