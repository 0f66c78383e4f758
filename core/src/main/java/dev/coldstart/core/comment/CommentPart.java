package dev.coldstart.core.comment;

import dev.coldstart.core.plan.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What one architecture's report gives to the comment. All texts but the source's are GitHub's Markdown already, with
 * nothing in them that acts on a reader.
 *
 * @param source what it is of
 * @param title the app's name for people, with its folder and its label where it has some
 * @param head the commit that was measured; empty where the report does not say
 * @param answer the verdict without its reason, such as {@code Adopt aot:}; with the colon or the full stop that
 *     ends it
 * @param because why, with the interval; empty where the answer says all; without a full stop
 * @param change what the change cost, one sentence
 * @param reasons of the verdict and of the change
 * @param columns the forms
 * @param rows of the table
 * @param notes what stands below the table
 * @param blocks everything else, in the order in which it is shown
 */
public record CommentPart(
        CommentSource source,
        String title,
        Architecture architecture,
        Optional<String> head,
        String answer,
        String because,
        Optional<String> change,
        List<String> reasons,
        List<String> columns,
        List<Row> rows,
        List<String> notes,
        List<Block> blocks) {

    public CommentPart {
        reasons = List.copyOf(reasons);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        blocks = List.copyOf(blocks);
        int wide = columns.size();
        if (rows.stream().anyMatch(row -> row.cells().size() != wide)) {
            throw new IllegalArgumentException("every row has " + wide + " cells");
        }
    }

    /**
     * A row of the table.
     *
     * @param title such as {@code First response}; rows of the same title are one row in the comment
     * @param cells one for each column
     */
    public record Row(String title, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A piece that can be left out. */
    public record Block(Kind kind, String markdown) {}

    /** What a block is about, in the order of the comment. */
    public enum Kind {
        FAILURES,
        NEW_WARNINGS,
        DECISION,
        DISTRIBUTION,
        PHASES,
        METHOD,
        REPRODUCE;

        /** The order in which they are left out of a comment that is too long. */
        static final List<Kind> LEAST_NEEDED_FIRST =
                List.of(PHASES, DISTRIBUTION, DECISION, METHOD, REPRODUCE, NEW_WARNINGS, FAILURES);
    }

    /** The same of a commit that somebody else than the report names. */
    public CommentPart at(String commit) {
        return new CommentPart(
                source,
                title,
                architecture,
                Optional.of(commit),
                answer,
                because,
                change,
                reasons,
                columns,
                rows,
                notes,
                blocks);
    }

    CommentPart without(Kind kind) {
        return with(
                reasons,
                columns,
                rows,
                notes,
                blocks.stream().filter(b -> b.kind() != kind).toList());
    }

    /** Its head alone. */
    CommentPart withoutTable() {
        return with(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private CommentPart with(
            List<String> otherReasons,
            List<String> otherColumns,
            List<Row> otherRows,
            List<String> otherNotes,
            List<Block> otherBlocks) {
        return new CommentPart(
                source,
                title,
                architecture,
                head,
                answer,
                because,
                change,
                otherReasons,
                otherColumns,
                otherRows,
                otherNotes,
                otherBlocks);
    }
}
