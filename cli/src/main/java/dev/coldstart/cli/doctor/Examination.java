package dev.coldstart.cli.doctor;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.service.engine.Engine;
import dev.coldstart.service.engine.EngineException;
import dev.coldstart.service.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at everything that a measurement or a build needs, and goes on after what is missing. */
public final class Examination {

    private static final double ROOM_WANTED_GB = 5;

    private final Supplier<? extends Engine> engine;
    private final List<Finding> findings = new ArrayList<>();

    public Examination(Supplier<? extends Engine> engine) {
        this.engine = engine;
    }

    /** Everything, most needed first. */
    public List<Finding> run() {
        java();
        engine();
        room();
        builders();
        return List.copyOf(findings);
    }

    private void java() {
        String found = "Java " + Runtime.version() + " on " + System.getProperty("os.arch");
        if (Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jlink"))) {
            findings.add(Finding.ok("JDK", found));
        } else {
            findings.add(Finding.ok(
                    "Java runtime",
                    found + ", without jlink: the prober gets this runtime whole, in place of a small one"));
        }
    }

    private void engine() {
        try (Engine running = engine.get()) {
            findings.add(Finding.ok("container engine", running.description()));
            architecture(running.architecture());
            try (Session session = running.open(RunSettings.defaults())) {
                machine(session.machine());
            } catch (EngineException e) {
                findings.add(Finding.missing("prober", String.valueOf(e.getMessage())));
            }
        } catch (EngineException e) {
            findings.add(Finding.missing("container engine", String.valueOf(e.getMessage())));
        }
    }

    private void architecture(Architecture engine) {
        Architecture here = Architecture.of(System.getProperty("os.arch"));
        if (here != engine) {
            findings.add(Finding.limited(
                    "architecture",
                    "the engine's machine is " + engine.id() + " and this one " + here.id()
                            + ": forms that are built here can't be measured there"));
        }
    }

    private void machine(Machine machine) {
        findings.add(Finding.ok(
                "prober",
                "starts and is warm; " + machine.cpuModel() + ", kernel " + machine.kernel() + ", cgroup "
                        + machine.cgroup()));
        if (machine.appCpus().isEmpty()) {
            findings.add(Finding.limited(
                    "CPUs",
                    machine.cpuCount()
                            + ": the prober and the app share them, so starts read a little longer; two or more"
                            + " keep them apart"));
        } else {
            findings.add(Finding.ok(
                    "CPUs",
                    machine.cpuCount() + ": the app on " + machine.appCpus() + ", the prober on "
                            + machine.proberCpus()));
        }
        governor();
    }

    private void governor() {
        try {
            String governor = Files.readString(Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"))
                    .strip();
            findings.add(
                    governor.equals("performance")
                            ? Finding.ok("CPU frequency", "governor performance")
                            : Finding.limited(
                                    "CPU frequency",
                                    "governor " + governor
                                            + ": the CPU's speed follows its load; performance is quieter"));
        } catch (IOException e) {
            findings.add(
                    Finding.limited("CPU frequency", "the kernel does not tell it here, as in most virtual machines"));
        }
    }

    private void room() {
        try {
            double gigabytes = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace() / 1e9;
            String detail = String.format(Locale.ROOT, "%.0f GB free here", gigabytes);
            findings.add(
                    gigabytes >= ROOM_WANTED_GB
                            ? Finding.ok("disk", detail)
                            : Finding.limited("disk", detail + ": builds and images may need more"));
        } catch (IOException e) {
            findings.add(Finding.limited("disk", "its room can't be read: " + e.getMessage()));
        }
    }

    private void builders() {
        if (onPath("dotnet").isPresent()) {
            findings.add(Finding.ok("dotnet", "found: jit, r2r and r2r-composite can be built"));
            if (onPath("clang").isPresent() || onPath("gcc").isPresent()) {
                findings.add(Finding.ok("linker", "found: Native AOT can be linked"));
            } else {
                findings.add(Finding.limited(
                        "linker",
                        "none: Native AOT needs clang and zlib's headers (apt-get install clang zlib1g-dev)"));
            }
        } else {
            findings.add(Finding.limited("dotnet", "not on the PATH: .NET apps can be measured, not built"));
        }
        tool("mvn", "Maven", "Java apps can be measured, not built from source");
        if (onPath("native-image").isEmpty()) {
            findings.add(Finding.limited(
                    "native-image", "not on the PATH: no aot form of Java apps; jit and aot-cache work"));
        } else {
            findings.add(Finding.ok("native-image", "found"));
        }
    }

    private void tool(String program, String subject, String without) {
        findings.add(onPath(program)
                .map(path -> Finding.ok(subject, path.toString()))
                .orElseGet(() -> Finding.limited(subject, "not on the PATH: " + without)));
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(dir -> !dir.isEmpty())
                .map(dir -> Path.of(dir, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
