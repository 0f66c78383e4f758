package dev.coldstart.service.dashboard;

import dev.coldstart.core.presentation.Words;
import dev.coldstart.protocol.State;
import dev.coldstart.service.comparison.query.ComparisonList;
import dev.coldstart.service.dashboard.view.Chip;
import dev.coldstart.service.dashboard.view.ListedComparison;
import dev.coldstart.service.dashboard.view.TimeAgo;
import java.time.Instant;

/** Comparisons as rows of a table, the same on every page. */
final class Rows {

    private static final int COMMIT = 10;

    private final Moments moments;

    Rows(Moments moments) {
        this.moments = moments;
    }

    TimeAgo moment(Instant at) {
        return moments.of(at);
    }

    ListedComparison of(ComparisonList.Row row) {
        return new ListedComparison(
                Address.comparison(row.id()).toString(),
                row.repository(),
                Words.line(row.app()),
                Address.app(row.repository(), row.app()).toString(),
                cause(row),
                revision(row),
                chip(row),
                moments.of(row.created()),
                row.open() ? "" : Words.line(row.reason().orElse("")));
    }

    static Chip chip(ComparisonList.Row row) {
        return row.state() == State.REPORTED
                ? row.verdict().map(Chip::verdict).orElseGet(() -> Chip.state(State.REPORTED))
                : Chip.state(row.state());
    }

    static String revision(ComparisonList.Row row) {
        return row.release()
                .map(Words::line)
                .orElseGet(() -> row.revision().map(Rows::commit).orElse("no commit"));
    }

    static String commit(String revision) {
        return revision.length() <= COMMIT ? revision : revision.substring(0, COMMIT);
    }

    static String cause(ComparisonList.Row row) {
        String cause = row.cause().id().replace('-', ' ');
        return row.pullRequest().map(n -> cause + " #" + n).orElse(cause) + (row.fork() ? " from a fork" : "");
    }
}
