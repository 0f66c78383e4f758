package dev.coldstart.service.comparison;

import dev.coldstart.core.json.Json;
import dev.coldstart.protocol.Event;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Events as they are kept. */
final class Events {

    private record Row(String comparison, long number, Instant at, String data) {
        Event event() {
            return new Event(comparison, number, at, Json.line().readValue(data, Event.What.class));
        }
    }

    private Events() {}

    static void add(Handle handle, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("insert into event (comparison, number, at, kind, data)"
                + " values (:comparison, :number, :at, :kind, :data)");
        for (Event event : events) {
            batch.bind("comparison", event.comparison())
                    .bind("number", event.number())
                    .bind("at", event.at())
                    .bind("kind", event.what().kind())
                    .bind("data", Json.line().writerFor(Event.What.class).writeValueAsString(event.what()))
                    .add();
        }
        batch.execute();
    }

    static List<Event> after(Handle handle, String comparison, long number, int most) {
        return handle.createQuery(
                        "select comparison, number, at, data from event where comparison = :id and number > :number"
                                + " order by number limit :most")
                .bind("id", comparison)
                .bind("number", number)
                .bind("most", most)
                .mapTo(Row.class)
                .map(Row::event)
                .list();
    }
}
