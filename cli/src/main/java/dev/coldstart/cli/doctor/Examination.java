package dev.coldstart.cli.doctor;

import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.measure.engine.Engine;
import dev.coldstart.measure.engine.EngineException;
import dev.coldstart.measure.engine.Session;
import dev.coldstart.measure.run.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at everything that a measurement or a build needs, and goes on after what is missing. */
public final class Examination {

    private static final double ROOM_WANTED_GB = 5;

    private final Supplier<? extends Engine> engine;
    private final Cancellation cancellation;
    private final Consumer<DoctorFinding> told;
    private final List<DoctorFinding> findings = new ArrayList<>();

    /** @param told hears of each as soon as it is found, as an engine may take long to say that it can't */
    public Examination(Supplier<? extends Engine> engine, Cancellation cancellation, Consumer<DoctorFinding> told) {
        this.engine = engine;
        this.cancellation = cancellation;
        this.told = told;
    }

    /** Everything, most needed first. */
    public List<DoctorFinding> run() {
        java();
        cancellation.interruptibly(() -> {
            engine();
            return findings;
        });
        room();
        builders();
        return List.copyOf(findings);
    }

    private void add(DoctorFinding finding) {
        findings.add(finding);
        told.accept(finding);
    }

    private void java() {
        String found = "Java " + Runtime.version() + " on " + System.getProperty("os.arch");
        if (Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jlink"))) {
            add(DoctorFinding.ok("JDK", found));
        } else {
            add(DoctorFinding.ok(
                    "Java runtime",
                    found + ", without jlink: the prober gets this runtime whole, in place of a small one"));
        }
    }

    private void engine() {
        try (Engine running = engine.get()) {
            add(DoctorFinding.ok("container engine", running.description()));
            architecture(running.architecture());
            limits(running);
            try (Session session = running.open(RunSettings.defaults())) {
                machine(session.machine());
            } catch (EngineException e) {
                add(DoctorFinding.missing("prober", String.valueOf(e.getMessage())));
            }
        } catch (EngineException e) {
            add(DoctorFinding.missing("container engine", String.valueOf(e.getMessage())));
        }
    }

    private void architecture(Architecture engine) {
        Architecture here = Architecture.of(System.getProperty("os.arch"));
        if (here != engine) {
            add(DoctorFinding.limited(
                    "architecture",
                    "the engine's machine is " + engine.id() + " and this one " + here.id()
                            + ": forms that are built here can't be measured there"));
        }
    }

    private void limits(Engine engine) {
        if (engine.lacks().isEmpty()) {
            add(DoctorFinding.ok("limits", "memory, CPU, pinning and processes can be limited"));
        }
        engine.lacks().stream()
                .sorted()
                .forEach(limit -> add(DoctorFinding.limited(
                        "limits",
                        "the engine can't " + limit.what()
                                + ": what is measured here is not held to it, and says so")));
        engine.warnings().forEach(warning -> add(DoctorFinding.limited("the engine warns", warning)));
    }

    private void machine(Machine machine) {
        add(DoctorFinding.ok(
                "prober",
                "starts and is warm; " + machine.cpuModel() + ", kernel " + machine.kernel() + ", cgroup "
                        + machine.cgroup()));
        if (machine.appCpus().isEmpty()) {
            add(DoctorFinding.limited(
                    "CPUs",
                    machine.cpuCount()
                            + ": the prober and the app share them, so starts read a little longer; two or more"
                            + " keep them apart"));
        } else {
            add(DoctorFinding.ok(
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
            add(
                    governor.equals("performance")
                            ? DoctorFinding.ok("CPU frequency", "governor performance")
                            : DoctorFinding.limited(
                                    "CPU frequency",
                                    "governor " + governor
                                            + ": the CPU's speed follows its load; performance is quieter"));
        } catch (IOException e) {
            add(DoctorFinding.limited(
                    "CPU frequency", "the kernel does not tell it here, as in most virtual machines"));
        }
    }

    private void room() {
        try {
            double gigabytes = Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace() / 1e9;
            String detail = String.format(Locale.ROOT, "%.0f GB free here", gigabytes);
            add(
                    gigabytes >= ROOM_WANTED_GB
                            ? DoctorFinding.ok("disk", detail)
                            : DoctorFinding.limited("disk", detail + ": builds and images may need more"));
        } catch (IOException e) {
            add(DoctorFinding.limited("disk", "its room can't be read: " + e.getMessage()));
        }
    }

    private void builders() {
        if (onPath("dotnet").isPresent()) {
            add(DoctorFinding.ok("dotnet", "found: jit, r2r and r2r-composite can be built"));
            if (onPath("clang").isPresent() || onPath("gcc").isPresent()) {
                add(DoctorFinding.ok("linker", "found: Native AOT can be linked"));
            } else {
                add(DoctorFinding.limited(
                        "linker",
                        "none: Native AOT needs clang and zlib's headers (apt-get install clang zlib1g-dev)"));
            }
        } else {
            add(DoctorFinding.limited("dotnet", "not on the PATH: .NET apps can be measured, not built"));
        }
        tool("mvn", "Maven", "Java apps can be measured, not built from source");
        if (onPath("native-image").isEmpty()) {
            add(DoctorFinding.limited(
                    "native-image", "not on the PATH: no aot form of Java apps; jit and aot-cache work"));
        } else {
            add(DoctorFinding.ok("native-image", "found"));
        }
    }

    private void tool(String program, String subject, String without) {
        add(onPath(program)
                .map(path -> DoctorFinding.ok(subject, path.toString()))
                .orElseGet(() -> DoctorFinding.limited(subject, "not on the PATH: " + without)));
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
