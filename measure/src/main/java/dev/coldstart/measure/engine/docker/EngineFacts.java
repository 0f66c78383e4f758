package dev.coldstart.measure.engine.docker;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.sample.Limit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine says of itself.
 *
 * @param maker who made it
 * @param description name and version, for people
 * @param cpus of its machine
 * @param lacks the limits that it can't set
 * @param refusal why nothing can be measured with it, and what to do; empty when it can
 * @param warnings its own
 */
record EngineFacts(
        Maker maker,
        String description,
        Architecture architecture,
        int cpus,
        Set<Limit> lacks,
        Optional<String> refusal,
        List<String> warnings) {

    /** Whose engine it is, of those that serve Docker's API. */
    enum Maker {
        DOCKER,
        PODMAN
    }

    private static final String PODMAN = "Podman Engine";

    EngineFacts {
        lacks = Set.copyOf(lacks);
        warnings = List.copyOf(warnings);
    }

    static EngineFacts of(Version version, Info info) {
        List<VersionComponent> components = Objects.requireNonNullElse(version.getComponents(), List.of());
        boolean podman = components.stream().anyMatch(c -> PODMAN.equals(c.getName()));
        String number = Objects.requireNonNullElse(version.getVersion(), String.valueOf(info.getServerVersion()));
        return new EngineFacts(
                podman ? Maker.PODMAN : Maker.DOCKER,
                (podman ? "Podman " : "Docker Engine ") + number,
                Architecture.of(Objects.requireNonNullElse(info.getArchitecture(), "unknown")),
                Objects.requireNonNullElse(info.getNCPU(), 1),
                lacks(info),
                refusal(info),
                warnings(info));
    }

    /** What it does not speak of it is taken to have. */
    private static Set<Limit> lacks(Info info) {
        Set<Limit> lacks = EnumSet.noneOf(Limit.class);
        if (Boolean.FALSE.equals(info.getMemoryLimit())) {
            lacks.add(Limit.MEMORY);
        }
        if (Boolean.FALSE.equals(info.getSwapLimit())) {
            lacks.add(Limit.SWAP);
        }
        if (Boolean.FALSE.equals(info.getCpuCfsQuota())) {
            lacks.add(Limit.CPU_QUOTA);
        }
        if (Boolean.FALSE.equals(info.getCpuSet())) {
            lacks.add(Limit.CPU_PINNING);
        }
        if (Boolean.FALSE.equals(info.getRawValues().get("PidsLimit"))) {
            lacks.add(Limit.PROCESSES);
        }
        return lacks;
    }

    private static Optional<String> refusal(Info info) {
        if (!"none".equals(info.getCGroupDriver())) {
            return Optional.empty();
        }
        boolean rootless = Objects.requireNonNullElse(info.getSecurityOptions(), List.<String>of()).stream()
                .anyMatch(option -> option.contains("rootless"));
        return Optional.of("the engine gives its containers no control groups of their own"
                + (rootless ? ", as it is rootless and was given none to share out" : "")
                + ": it can't limit memory or CPU, nor pin, and an app's processes can't be told from others. "
                + (rootless
                        ? "Delegate control groups to it (cgroup v2 with systemd's Delegate=yes), or use an engine that runs as root"
                        : "Use an engine that does"));
    }

    private static List<String> warnings(Info info) {
        List<String> warnings = new ArrayList<>();
        if (info.getRawValues().get("Warnings") instanceof List<?> said) {
            said.forEach(warning -> warnings.add(String.valueOf(warning).strip()));
        }
        return warnings;
    }
}
