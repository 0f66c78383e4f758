package dev.coldstart.service.access;

import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The repositories that are known, and what each is set to. */
public final class Repositories {

    private final Store store;
    private final Clock clock;
    private final AuditLog audit;

    public Repositories(Store store, Clock clock, AuditLog audit) {
        this.store = store;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * What a repository allows. A new one allows nothing.
     *
     * @param name {@code owner/name}, lower case
     * @param open whether everybody may read its reports
     * @param forks whether pull requests from forks may be measured
     */
    public record Settings(String name, boolean open, boolean forks) {}

    /** Makes a repository known, if it is not. */
    public void ensure(Handle handle, String name) {
        handle.createUpdate(
                        "insert into repository (name, created_at) values (:name, :now) on conflict (name) do nothing")
                .bind("name", name)
                .bind("now", clock.instant())
                .execute();
    }

    /** What one is set to. */
    public Settings settings(String name) {
        return store.read(handle -> settings(handle, name)).orElseGet(() -> new Settings(name, false, false));
    }

    private static Optional<Settings> settings(Handle handle, String name) {
        return handle.createQuery("select is_public, forks_allowed from repository where name = :name")
                .bind("name", name)
                .map((row, context) -> new Settings(name, row.getBoolean("is_public"), row.getBoolean("forks_allowed")))
                .findOne();
    }

    /**
     * Sets one, known or not, and notes who did.
     *
     * @param who {@link Caller#description()}
     */
    public void set(Settings settings, String who) {
        store.change(handle -> {
            ensure(handle, settings.name());
            handle.createUpdate("update repository set is_public = :open, forks_allowed = :forks where name = :name")
                    .bind("open", settings.open())
                    .bind("forks", settings.forks())
                    .bind("name", settings.name())
                    .execute();
            audit.note(
                    handle,
                    new AuditLog.Note(
                            who,
                            "repository.set",
                            Optional.of(settings.name()),
                            settings.name(),
                            "open " + settings.open() + ", forks " + settings.forks()));
        });
    }

    /** All that are known, by name. */
    public List<Settings> list() {
        return store.read(
                handle -> handle.createQuery("select name, is_public, forks_allowed from repository order by name")
                        .map((row, context) -> new Settings(
                                row.getString("name"), row.getBoolean("is_public"), row.getBoolean("forks_allowed")))
                        .list());
    }
}
