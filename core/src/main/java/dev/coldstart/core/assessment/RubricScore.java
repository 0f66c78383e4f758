package dev.coldstart.core.assessment;

import java.util.List;

/**
 * A form's points.
 *
 * @param points of {@link Rubric#MAX_POINTS}
 * @param unscored points that could not be given or refused, as nothing is known
 */
public record RubricScore(int points, int most, int unscored, List<Scored> scores) {

    /** Adds up. */
    public static RubricScore of(List<Scored> scores) {
        return new RubricScore(
                scores.stream().mapToInt(Scored::points).sum(),
                scores.stream().mapToInt(Scored::most).sum(),
                scores.stream().filter(s -> !s.known()).mapToInt(Scored::most).sum(),
                scores);
    }

    public RubricScore {
        scores = List.copyOf(scores);
    }

    /**
     * One criterion's points.
     *
     * @param known whether there was something to score
     */
    public record Scored(String id, String title, int points, int most, boolean known, Reason reason) {}
}
