package dev.coldstart.service.access;

import dev.coldstart.service.store.Ids;
import dev.coldstart.service.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who did what, and when. Only added to. */
public final class AuditLog {

    private static final int LONGEST = 300;

    private final Store store;
    private final Clock clock;
    private final Ids ids;

    public AuditLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /**
     * Something that was done.
     *
     * @param action such as {@code comparison.cancel}
     * @param subject what it was done to: an id
     */
    public record Entry(
            Instant at, String actor, String action, Optional<String> repository, String subject, String detail) {}

    /**
     * What is to be noted.
     *
     * @param actor who did it: {@link Caller#description()}, or the service itself
     * @param action such as {@code comparison.cancel}
     * @param subject what it was done to: an id
     */
    public record Note(String actor, String action, Optional<String> repository, String subject, String detail) {}

    /** Notes it in the transaction of what is done, so that there is neither without the other. */
    public void note(Handle handle, Note note) {
        handle.createUpdate("""
                        insert into audit (id, at, actor, action, repository, subject, detail)
                        values (:id, :at, :actor, :action, :repository, :subject, :detail)""")
                .bind("id", ids.next())
                .bind("at", clock.instant())
                .bind("actor", cut(note.actor()))
                .bind("action", note.action())
                .bind("repository", note.repository())
                .bind("subject", cut(note.subject()))
                .bind("detail", cut(note.detail()))
                .execute();
    }

    /** Notes what changes nothing in the store. */
    public void note(Note note) {
        store.change(handle -> note(handle, note));
    }

    /** The latest first. */
    public List<Entry> latest(int most) {
        return store.read(handle -> handle.createQuery(
                        "select at, actor, action, repository, subject, detail from audit order by id desc limit :most")
                .bind("most", most)
                .map((row, context) -> new Entry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("actor"),
                        row.getString("action"),
                        Optional.ofNullable(row.getString("repository")),
                        row.getString("subject"),
                        row.getString("detail")))
                .list());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
