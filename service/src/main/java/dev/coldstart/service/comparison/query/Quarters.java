package dev.coldstart.service.comparison.query;

import dev.coldstart.service.access.Sight;
import dev.coldstart.service.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last answer about each app in each of the last quarters. */
public final class Quarters {

    private final Store store;

    public Quarters(Store store) {
        this.store = store;
    }

    /** A quarter of a year. */
    public record Quarter(LocalDate first) {
        public static List<Quarter> last(int count, Instant now) {
            LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            LocalDate first = today.with(IsoFields.DAY_OF_QUARTER, 1);
            List<Quarter> quarters = new ArrayList<>();
            for (int back = count - 1; back >= 0; back--) {
                quarters.add(new Quarter(first.minus(3L * back, ChronoUnit.MONTHS)));
            }
            return quarters;
        }

        public String label() {
            return first.getYear() + " Q" + first.get(IsoFields.QUARTER_OF_YEAR);
        }

        private long begin() {
            return first.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }

    /** An app's last answer in a quarter. */
    public record Answer(String repository, String app, int quarter, String comparison, Optional<String> verdict) {}

    public List<Answer> answers(List<Quarter> quarters, Sight sight) {
        StringBuilder number = new StringBuilder("case");
        for (int i = quarters.size() - 1; i >= 0; i--) {
            number.append(" when c.created_at >= ")
                    .append(quarters.get(i).begin())
                    .append(" then ")
                    .append(i);
        }
        number.append(" end");
        return store.read(handle -> sight.bind(
                        handle.createQuery("""
                        select * from (
                          select c.repository, c.app, %s as quarter, max(c.id || ' ' || coalesce(c.verdict, '')) as answer
                          from comparison c join repository r on r.name = c.repository
                          where %s and %s and c.created_at >= :since and %s
                          group by c.repository, c.app, quarter) last
                        order by app, repository, quarter""".formatted(number, Apps.REPORTED, Apps.NO_PULL_REQUEST, Sight.CONDITION)))
                .bind("since", quarters.getFirst().begin())
                .map((row, context) -> {
                    // From an index alone: see Apps. Ids have no blanks.
                    String[] answer = row.getString("answer").split(" ", 2);
                    return new Answer(
                            row.getString("repository"),
                            row.getString("app"),
                            row.getInt("quarter"),
                            answer[0],
                            Optional.of(answer[1]).filter(verdict -> !verdict.isEmpty()));
                })
                .list());
    }
}
