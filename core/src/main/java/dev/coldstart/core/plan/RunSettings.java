package dev.coldstart.core.plan;

import java.util.Collection;
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

    /** Where the app's files are in its container, and its working directory. */
    public static final String APP_FOLDER = "/app";

    public static final double DEFAULT_CPUS = 1;
    public static final long DEFAULT_MEMORY_BYTES = 512L << 20;

    private static final int MAX_VARIABLES = 500;
    /** Linux gives a program no variable above 128 KiB, name included; four bytes to a character at the most. */
    private static final int MAX_VALUE = 32_000;
    /** As long as the distribution specification lets a name be, with a tag and a digest. */
    private static final int MAX_IMAGE = 512;

    public RunSettings {
        checkSize(cpus, memoryBytes);
        Bounds.count("environment variables", env.size(), MAX_VARIABLES);
        env.forEach(RunSettings::checkVariable);
        baseImage.ifPresent(RunSettings::checkImage);
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    static void checkSize(double cpus, long memoryBytes) {
        if (!(cpus >= 0.01 && cpus <= 1024)) {
            throw new IllegalArgumentException("cpus must be between 0.01 and 1024: " + cpus);
        }
        if (memoryBytes < 6L << 20) {
            throw new IllegalArgumentException(
                    "an engine gives no container less than 6 MiB of memory: " + memoryBytes);
        }
        if (memoryBytes > Bounds.MAX_MEMORY_BYTES) {
            throw new IllegalArgumentException("no machine has that much memory: " + memoryBytes + " bytes");
        }
    }

    private static void checkVariable(String name, String value) {
        // What getenv can tell apart; the values may have line breaks, as certificates do.
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '=' || c == 0x7f)) {
            throw new IllegalArgumentException("not the name of an environment variable: '" + name.strip() + "'");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the variable " + name + " has a zero byte in its value");
        }
        Bounds.length("the name of an environment variable", name, Bounds.MAX_NAME);
        Bounds.length("the variable " + name, value, MAX_VALUE);
    }

    private static void checkImage(String image) {
        if (image.isBlank() || image.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("not the name of an image: '" + image.strip() + "'");
        }
        Bounds.length("the name of an image", image, MAX_IMAGE);
    }

    /** The same with further environment variables, which go before those of the same name. */
    RunSettings with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(env);
        all.putAll(more);
        return new RunSettings(cpus, memoryBytes, all, baseImage, coldDisk);
    }

    /** The same without some environment variables. */
    RunSettings without(Collection<String> names) {
        Map<String, String> fewer = new TreeMap<>(env);
        fewer.keySet().removeAll(names);
        return new RunSettings(cpus, memoryBytes, fewer, baseImage, coldDisk);
    }

    public static RunSettings defaults() {
        return new RunSettings(DEFAULT_CPUS, DEFAULT_MEMORY_BYTES, Map.of(), Optional.empty(), false);
    }

    /** What each start is given. */
    public Size size() {
        return new Size(cpus, memoryBytes);
    }

    /** The same at another size. */
    public RunSettings with(Size size) {
        return new RunSettings(size.cpus(), size.memoryBytes(), env, baseImage, coldDisk);
    }

    /** The same, with the values of environment variables that look like secrets by their names replaced. */
    public RunSettings withoutSecrets() {
        return new RunSettings(cpus, memoryBytes, Secrets.hidden(env), baseImage, coldDisk);
    }
}
