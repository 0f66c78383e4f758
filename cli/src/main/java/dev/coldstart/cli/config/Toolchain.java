package dev.coldstart.cli.config;

import dev.coldstart.core.plan.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the forms are built with that have no command of their own. */
public sealed interface Toolchain {

    /** The forms that it can build, the baseline first. */
    List<String> forms();

    /** Those of them that are built when the file names none. */
    List<String> defaultForms();

    /** What a .NET app needs at run time. */
    enum Deployment {
        /** It brings the runtime, so that only the compiler differs between forms. */
        SELF_CONTAINED,
        /** The base image brings the runtime. */
        FRAMEWORK_DEPENDENT
    }

    /**
     * {@code dotnet publish}.
     *
     * @param project the project file, or a folder that holds one
     * @param framework the target framework; empty: the project's own
     * @param properties MSBuild properties for all forms
     */
    record DotNet(Path project, Optional<String> framework, Map<String, String> properties, Deployment deployment)
            implements Toolchain {
        public DotNet {
            properties = java.util.Collections.unmodifiableMap(new TreeMap<>(properties));
        }

        @Override
        public List<String> forms() {
            return List.of("jit", "r2r", "r2r-composite", "aot");
        }

        @Override
        public List<String> defaultForms() {
            return List.of("jit", "r2r-composite", "aot");
        }
    }

    /**
     * A runnable jar, from Maven or already there.
     *
     * @param pom the Maven project; empty: the jar is there already
     * @param jar the runnable jar; empty: the only one in Maven's target folder
     * @param files that go along, below the folder of the configuration, to the same places in the published folder
     * @param modules of the Java runtime that goes with the app
     */
    record Java(Optional<Path> pom, Optional<Path> jar, List<Path> files, Set<String> modules, Training training)
            implements Toolchain {
        /** Everything that a service of today commonly touches; a real team narrows it with {@code jdeps}. */
        public static final Set<String> DEFAULT_MODULES = Set.copyOf(List.of(
                "java.base",
                "java.desktop",
                "java.instrument",
                "java.logging",
                "java.management",
                "java.naming",
                "java.net.http",
                "java.prefs",
                "java.rmi",
                "java.scripting",
                "java.security.jgss",
                "java.security.sasl",
                "java.sql",
                "java.transaction.xa",
                "java.xml",
                "java.xml.crypto",
                "jdk.crypto.ec",
                "jdk.httpserver",
                "jdk.jfr",
                "jdk.localedata",
                "jdk.management",
                "jdk.naming.dns",
                "jdk.net",
                "jdk.unsupported",
                "jdk.zipfs"));

        public Java {
            files = List.copyOf(files);
            modules = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(modules));
            if (pom.isEmpty() && jar.isEmpty()) {
                throw new IllegalArgumentException("a Java app is a Maven project or a jar");
            }
        }

        @Override
        public List<String> forms() {
            return List.of("jit", "jit-extracted", "aot-cache", "aot");
        }

        @Override
        public List<String> defaultForms() {
            return List.of("jit", "aot-cache");
        }
    }

    /** There is none: each form has a command. */
    record CommandsOnly() implements Toolchain {
        @Override
        public List<String> forms() {
            return List.of();
        }

        @Override
        public List<String> defaultForms() {
            return List.of();
        }
    }

    /**
     * What the app is asked while the JVM writes down what its AOT cache should hold.
     *
     * @param requests in this order, in rounds
     * @param times how many rounds
     * @param deadline how long the app may take to its first good answer, and to its end once it is asked to: a JVM that
     *     records is slower than one that only runs
     */
    record Training(List<HttpRequest> requests, int times, Duration deadline) {
        public static final int DEFAULT_TIMES = 50;
        public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(5);

        public Training {
            requests = List.copyOf(requests);
        }
    }
}
