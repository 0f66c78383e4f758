package dev.coldstart.service.dashboard;

import dev.coldstart.core.presentation.Words;
import dev.coldstart.service.access.Access;
import dev.coldstart.service.access.AuditLog;
import dev.coldstart.service.access.Repositories;
import dev.coldstart.service.access.Tokens;
import dev.coldstart.service.dashboard.view.RepositoriesPage;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Stream;

/** What repositories allow, for admins alone. */
final class RepositoryPages {

    private static final int DONE = 50;

    private final Renderer renderer;
    private final Repositories repositories;
    private final Access access;
    private final AuditLog audit;
    private final Rows rows;

    RepositoryPages(Renderer renderer, Repositories repositories, AuditLog audit, Rows rows) {
        this.renderer = renderer;
        this.repositories = repositories;
        this.access = new Access(repositories);
        this.audit = audit;
        this.rows = rows;
    }

    void all(Context request, Visit visit) {
        if (!access.administer(visit.caller()).allowed()) {
            renderer.notFound(request, visit);
            return;
        }
        renderer.page(
                request,
                "repositories",
                new RepositoriesPage(
                        renderer.frame(visit, "Repositories", "repositories"),
                        repositories.list().stream()
                                .map(r -> new RepositoriesPage.Row(r.name(), r.open(), r.forks()))
                                .toList(),
                        audit.latest(DONE).stream()
                                .map(entry -> new RepositoriesPage.Done(
                                        rows.moment(entry.at()),
                                        Words.line(entry.actor()),
                                        entry.action(),
                                        Words.line(Stream.of(
                                                        entry.repository().orElse(""), entry.subject(), entry.detail())
                                                .filter(text -> !text.isEmpty())
                                                .reduce((a, b) -> a + ", " + b)
                                                .orElse(""))))
                                .toList()));
    }

    /**
     * Sets one.
     *
     * @return whether that was theirs to do
     */
    boolean set(Context request, Visit visit) {
        Optional<String> name = Tokens.repositoryName(
                Optional.ofNullable(request.formParam("repository")).orElse(""));
        if (name.isEmpty() || !access.administer(visit.caller()).allowed()) {
            return false;
        }
        Repositories.Settings settings = new Repositories.Settings(
                name.get(), request.formParam("open") != null, request.formParam("forks") != null);
        repositories.set(settings, visit.caller().description());
        return true;
    }
}
