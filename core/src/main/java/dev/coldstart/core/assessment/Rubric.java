package dev.coldstart.core.assessment;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good a candidate for native code an app is, in points. The criteria are in {@code rubric.json} and make a hundred.
 *
 * @param criteria in the order in which they are shown
 */
public record Rubric(List<Criterion> criteria) {

    public static final int MAX_POINTS = 100;

    private static final Rubric STANDARD = read();

    public Rubric {
        criteria = List.copyOf(criteria);
        int all = criteria.stream().mapToInt(Criterion::points).sum();
        if (all != MAX_POINTS) {
            throw new IllegalArgumentException("the criteria make " + all + " points in place of " + MAX_POINTS);
        }
    }

    public static Rubric standard() {
        return STANDARD;
    }

    /**
     * One criterion.
     *
     * @param points at most
     * @param metric of a gain
     * @param levels the best first; where none is reached there are no points
     */
    public record Criterion(
            String id, String title, int points, Measure measure, Optional<String> metric, List<Level> levels) {
        public Criterion {
            levels = List.copyOf(levels);
            if (levels.stream().anyMatch(l -> l.points() > points || l.points() <= 0)) {
                throw new IllegalArgumentException(id + " has a level of more points than it gives");
            }
        }

        /** Points for a value: a gain as a fraction, a number of warnings, a number of conditions. */
        public int pointsFor(double value) {
            return levels.stream()
                    .filter(l -> value >= l.atLeast().orElse(Double.NEGATIVE_INFINITY)
                            && value <= l.atMost().orElse(Double.POSITIVE_INFINITY))
                    .findFirst()
                    .map(Level::points)
                    .orElse(0);
        }

        public int pointsFor(Status status) {
            return levels.stream()
                    .filter(l -> l.status().equals(Optional.of(status)))
                    .findFirst()
                    .map(Level::points)
                    .orElse(0);
        }
    }

    /** What reaching something gives. */
    public record Level(OptionalDouble atLeast, OptionalDouble atMost, Optional<Status> status, int points) {}

    /** What a criterion looks at. */
    public enum Measure {
        /** A metric's gain against the baseline, at the cautious end of its interval where it has one. */
        GAIN,
        /** Trim and AOT warnings of the build. */
        WARNINGS,
        /** What the check of the operational risk came to. */
        BEHAVIOUR,
        /** How many of the five conditions are answered yes. */
        CONDITIONS;

        @JsonCreator
        public static Measure of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    private static Rubric read() {
        try (InputStream in = Rubric.class.getResourceAsStream("rubric.json")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: rubric.json");
            }
            return Json.line().readValue(in, Rubric.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
