package dev.coldstart.service.dashboard;

import dev.coldstart.core.json.Json;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.protocol.State;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.dashboard.view.ComparisonPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How far a comparison is, and what the page's script has to know to go on from there. */
final class LivePicture {

    private static final int UNKNOWN = 50;

    private final ComparisonList.Row row;
    private final List<String> variants = new ArrayList<>();
    private final int least;
    private final int most;

    LivePicture(ComparisonList.Row row, String request) {
        this.row = row;
        JsonNode sent = Json.line().readTree(request);
        for (JsonNode variant : sent.path("variants")) {
            // Without an artifact it was not built, and is not started.
            if (variant.hasNonNull("artifact")) {
                variants.add(variant.path("variant").asString(""));
            }
        }
        JsonNode sampling = sent.path("plan").path("sampling");
        this.least = sampling.path("min-blocks").asInt(UNKNOWN);
        this.most = sampling.path("max-blocks").asInt(UNKNOWN);
    }

    record Data(List<String> variants, int least, int most, int next) {}

    String json() {
        return Json.line()
                .writeValueAsString(
                        new Data(variants.stream().map(Words::line).toList(), least, most, row.nextBlock()));
    }

    /** Of those blocks that are always run; it goes on where that is not enough. Block 0 is the warm-up. */
    Optional<ComparisonPage.Progress> progress() {
        if (row.state() != State.MEASURING) {
            return Optional.empty();
        }
        int done = Math.max(0, Math.min(row.nextBlock(), least + 1));
        return Optional.of(new ComparisonPage.Progress(
                done, least + 1, "Block " + row.nextBlock() + " of at least " + least + " and at most " + most));
    }
}
