package dev.coldstart.service.api;

import dev.coldstart.service.access.Caller;
import dev.coldstart.service.comparison.query.History;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code /apps/{app}/history}. */
final class HistoryRoutes {

    private static final int MAX_POINTS = 1000;

    /** An app's figures, the oldest first. */
    record Answer(String repository, String app, String metric, List<History.Point> points) {}

    private final History history;
    private final Guard guard;

    HistoryRoutes(History history, Guard guard) {
        this.history = history;
        this.guard = guard;
    }

    void get(Context context) {
        Caller caller = guard.caller(context);
        String repository = Optional.ofNullable(context.queryParam("repository"))
                .or(caller::repository)
                .orElseThrow(
                        () -> new ProblemException(
                                Problem.of(
                                        422,
                                        "invalid-parameter",
                                        "A parameter is not as it should be",
                                        "say whose app it is with repository=OWNER/NAME: without a repository's token nothing else says it")));
        guard.read(caller, repository);
        String app = context.pathParam("app");
        String metric = Optional.ofNullable(context.queryParam("metric")).orElse("first-response");
        Bodies.answer(
                context, 200, new Answer(repository, app, metric, history.of(repository, app, metric, MAX_POINTS)));
    }
}
