package dev.coldstart.core.fairness;

import dev.coldstart.core.artifact.CLibrary;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The C libraries of systems that services commonly run on.
 *
 * @param date on which it held
 * @param source where it is from
 */
public record Targets(String date, String source, List<Target> targets) {

    private static final Targets SHIPPED = read();

    /**
     * One system.
     *
     * @param version of its glibc
     */
    public record Target(String name, CLibrary.Kind library, Optional<String> version) {
        public Target {
            if ((library == CLibrary.Kind.GLIBC) != version.isPresent()) {
                throw new IllegalArgumentException("glibc has a version, and no other: " + name);
            }
        }

        private boolean has(CLibrary needed) {
            return switch (needed.kind()) {
                case NONE -> true;
                case MUSL -> library == CLibrary.Kind.MUSL;
                case GLIBC ->
                    library == CLibrary.Kind.GLIBC
                            && CLibrary.compare(
                                            version.orElseThrow(),
                                            needed.version().orElse("0.0"))
                                    >= 0;
            };
        }

        /** Such as {@code Debian 11 (2.31)}. */
        private String shown() {
            return name + " (" + version.orElse(library.id()) + ")";
        }
    }

    public Targets {
        targets = List.copyOf(targets);
    }

    /** Those that come with coldstart. */
    public static Targets shipped() {
        return SHIPPED;
    }

    /** Which of them can't run what needs this library, with what they have. */
    public List<String> lacking(CLibrary needed) {
        return targets.stream().filter(t -> !t.has(needed)).map(Target::shown).toList();
    }

    private static Targets read() {
        try (InputStream in = Targets.class.getResourceAsStream("targets.json")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: targets.json");
            }
            return Json.line().readValue(in, Targets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
