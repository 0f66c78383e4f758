package dev.coldstart.core.policy;

import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A use case with the answers that it suggests. They are in {@code presets.json}.
 *
 * @param id such as {@code scheduled-task}
 * @param title for people
 * @param answers what can be said of every app of this kind; no preset answers for a team's readiness or its rollout
 */
public record Preset(String id, String title, Map<Question, Suggestion> answers) {

    /** What a preset says, and why. */
    public record Suggestion(TeamAnswer.Reply answer, String because) {}

    private record Presets(List<Preset> presets) {}

    private static final List<Preset> ALL = read();

    public Preset {
        answers = Map.copyOf(answers);
        if (answers.keySet().stream().anyMatch(q -> q.group() == Question.Group.GATE)) {
            throw new IllegalArgumentException(id + ": the gate's questions are the team's");
        }
    }

    public static List<Preset> all() {
        return ALL;
    }

    public static Optional<Preset> named(String id) {
        return ALL.stream().filter(p -> p.id.equals(id)).findFirst();
    }

    /** The team's own answers, and where there is none the preset's. */
    public Map<Question, TeamAnswer> under(Map<Question, TeamAnswer> own) {
        Map<Question, TeamAnswer> all = new EnumMap<>(Question.class);
        answers.forEach((question, suggestion) -> all.put(
                question,
                new TeamAnswer(
                        suggestion.answer(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(suggestion.because()),
                        TeamAnswer.Origin.PRESET)));
        all.putAll(own);
        return all;
    }

    private static List<Preset> read() {
        try (InputStream in = Preset.class.getResourceAsStream("presets.json")) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: presets.json");
            }
            return List.copyOf(Json.line().readValue(in, Presets.class).presets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
