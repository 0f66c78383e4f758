package dev.coldstart.cli.build.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine has to build with. */
public final class Tools {

    /** The first with the AOT cache that the forms are compared with. */
    private static final int MIN_RELEASE = 25;

    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"([0-9A-Za-z.+_-]+)\"");

    private final Map<String, String> environment;

    /**
     * Options that are meant for every JVM on this machine, which an app's image has not; and what lets a workflow's step, or
     * this program, speak for somebody: a build runs what a pull request brings.
     */
    private static final List<String> NOT_INHERITED = List.of(
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS",
            "COLDSTART_TOKEN",
            "INPUT_TOKEN",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            "ACTIONS_RUNTIME_TOKEN",
            "GITHUB_ENV",
            "GITHUB_PATH",
            "GITHUB_OUTPUT",
            "GITHUB_STATE",
            "GITHUB_STEP_SUMMARY");

    public Tools(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
        this.environment.keySet().removeAll(NOT_INHERITED);
    }

    /** The environment that builds inherit. */
    public Map<String, String> environment() {
        return environment;
    }

    /** A program on the PATH. */
    public Optional<Path> onPath(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(dir -> !dir.isEmpty())
                .map(dir -> Path.of(dir, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * The JDK that Java apps are built with and run on: JAVA_HOME's, unless that is too old; then the one that runs this
     * program, which never is. A hosted runner has one in JAVA_HOME that is years old, and newer ones elsewhere.
     */
    public Path jdk() throws BuildFailedException {
        Optional<Path> named = javaHome();
        Path jdk = named.isPresent() && !isTooOld(named.get()) ? named.get() : running();
        if (!isJdk(jdk)) {
            throw new BuildFailedException("there is no jlink in " + jdk
                    + ", so it is no JDK: set JAVA_HOME to the JDK that the app is built with");
        }
        return jdk;
    }

    /** That the JDK is not the one that JAVA_HOME names, and why, one sentence; empty where it is. */
    public Optional<String> anotherJdk() throws BuildFailedException {
        Optional<Path> named = javaHome().filter(this::isTooOld);
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of("Java forms are built with JDK " + version(jdk()) + " in " + jdk() + " and run on it:"
                        + " JAVA_HOME names JDK " + version(named.get()) + ", and they need " + MIN_RELEASE
                        + " or later");
    }

    private Optional<Path> javaHome() {
        return Optional.ofNullable(environment.get("JAVA_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of);
    }

    private static Path running() {
        return Path.of(System.getProperty("java.home", ""));
    }

    private static boolean isJdk(Path home) {
        return Files.isExecutable(home.resolve("bin/jlink"));
    }

    /** Where its age is not known it is taken at its word: a build says more of it. */
    private boolean isTooOld(Path home) {
        try {
            return isJdk(home) && release(home) < MIN_RELEASE && isJdk(running());
        } catch (BuildFailedException e) {
            return false;
        }
    }

    /** The feature release of a JDK, such as 25. */
    public static int release(Path jdk) throws BuildFailedException {
        try {
            return Integer.parseInt(version(jdk).replaceFirst("\\D.*", ""));
        } catch (NumberFormatException e) {
            throw new BuildFailedException("can't tell the version of the JDK in " + jdk + ": " + e.getMessage());
        }
    }

    /** The whole version of a JDK, such as 25.0.1. */
    public static String version(Path jdk) throws BuildFailedException {
        try {
            Matcher version = JAVA_VERSION.matcher(Files.readString(jdk.resolve("release")));
            if (version.find()) {
                return version.group(1);
            }
            throw new BuildFailedException(
                    "can't tell the version of the JDK in " + jdk + ": its release file has none");
        } catch (IOException e) {
            throw new BuildFailedException("can't tell the version of the JDK in " + jdk + ": " + e.getMessage());
        }
    }
}
