package dev.coldstart.core.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine that each start is given.
 *
 * @param cpus how many CPUs the app may use; fractions are a share of one
 * @param memoryBytes the memory limit, swap included
 * @param env environment variables of the app, for every form alike
 * @param baseImage the image under the app's files; empty: the one that coldstart builds
 * @param coldDisk whether the app's pages are dropped from the page cache before each start
 */
public record RunSettings(
        double cpus, long memoryBytes, Map<String, String> env, Optional<String> baseImage, boolean coldDisk) {

    public static final double DEFAULT_CPUS = 1;
    public static final long DEFAULT_MEMORY_BYTES = 512L << 20;

    public RunSettings {
        if (!(cpus >= 0.01 && cpus <= 1024)) {
            throw new IllegalArgumentException("cpus must be between 0.01 and 1024: " + cpus);
        }
        if (memoryBytes < 6L << 20) {
            throw new IllegalArgumentException(
                    "an engine gives no container less than 6 MiB of memory: " + memoryBytes);
        }
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    public static RunSettings defaults() {
        return new RunSettings(DEFAULT_CPUS, DEFAULT_MEMORY_BYTES, Map.of(), Optional.empty(), false);
    }

    /** The same, with the values of environment variables that look like secrets by their names replaced. */
    public RunSettings withoutSecrets() {
        return new RunSettings(cpus, memoryBytes, Secrets.hidden(env), baseImage, coldDisk);
    }
}
