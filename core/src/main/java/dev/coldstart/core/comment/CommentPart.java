package dev.coldstart.core.comment;

import dev.coldstart.core.plan.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * What one architecture's report gives to the comment. All texts but the source's and what is bad are GitHub's Markdown
 * already, with nothing in them that acts on a reader.
 *
 * @param source what it is of
 * @param title the app's name for people, with its folder and its label where it has some
 * @param head the commit that was measured; empty where the report does not say
 * @param base the commit that it was compared with; empty where nothing was
 * @param headline what the change does to the app as it ships, and which forms it breaks; whole sentences
 * @param alarming whether that is bad
 * @param next what a reader does about it; empty where there is nothing to do
 * @param others what it does to the other forms, a sentence each
 * @param offer what another form would buy; empty where the team has decided, or nothing can be said
 * @param moved whether the change did anything that can be seen, be it good or bad
 * @param bad what is bad now, a name each; not trusted, and never shown
 * @param changes the forms, each with what the change did to it; empty where there is no base
 * @param forms the forms, each against the baseline
 * @param notes what stands below the tables
 * @param blocks everything else, in the order in which it is shown
 */
public record CommentPart(
        CommentSource source,
        String title,
        Architecture architecture,
        Optional<String> head,
        Optional<String> base,
        String headline,
        boolean alarming,
        Optional<String> next,
        List<String> others,
        Optional<String> offer,
        boolean moved,
        List<String> bad,
        Table changes,
        Table forms,
        List<String> notes,
        List<Block> blocks) {

    public CommentPart {
        others = List.copyOf(others);
        bad = List.copyOf(bad);
        notes = List.copyOf(notes);
        blocks = List.copyOf(blocks);
    }

    /**
     * A table whose columns are forms.
     *
     * @param title what its first column is called
     */
    public record Table(String title, List<String> columns, List<Row> rows) {

        public static final Table EMPTY = new Table("", List.of(), List.of());

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            int wide = columns.size();
            if (rows.stream().anyMatch(row -> row.cells().size() != wide)) {
                throw new IllegalArgumentException("every row has " + wide + " cells");
            }
        }
    }

    /**
     * A row of a table.
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
        CHANGES,
        DECISION,
        QUESTIONS,
        DISTRIBUTION,
        PHASES,
        METHOD,
        REPRODUCE;

        /** The order in which they are left out of a comment that is too long. */
        static final List<Kind> LEAST_NEEDED_FIRST =
                List.of(PHASES, DISTRIBUTION, QUESTIONS, DECISION, METHOD, CHANGES, REPRODUCE, NEW_WARNINGS, FAILURES);
    }

    /** The same of a commit that somebody else than the report names. */
    public CommentPart at(String commit) {
        return new CommentPart(
                source,
                title,
                architecture,
                Optional.of(commit),
                base,
                headline,
                alarming,
                next,
                others,
                offer,
                moved,
                bad,
                changes,
                forms,
                notes,
                blocks);
    }

    /**
     * The same, told from what another workflow says of the same place: both may measure it, in other ways.
     *
     * @param workflow its file, such as {@code .github/workflows/coldstart.yml}
     */
    public CommentPart measuredBy(String workflow) {
        String file = workflow.substring(workflow.lastIndexOf('/') + 1);
        return new CommentPart(
                source.in(workflow),
                file.matches("[A-Za-z0-9._-]{1,100}") ? title + " (workflow `" + file + "`)" : title,
                architecture,
                head,
                base,
                headline,
                alarming,
                next,
                others,
                offer,
                moved,
                bad,
                changes,
                forms,
                notes,
                blocks);
    }

    /** The same, with a sentence more on what a reader does about it, in Markdown. */
    public CommentPart adding(String sentence) {
        return new CommentPart(
                source,
                title,
                architecture,
                head,
                base,
                headline,
                alarming,
                Optional.of(next.map(n -> n + " " + sentence).orElse(sentence)),
                others,
                offer,
                moved,
                bad,
                changes,
                forms,
                notes,
                blocks);
    }

    CommentPart without(Kind kind) {
        return with(
                others,
                changes,
                forms,
                notes,
                blocks.stream().filter(b -> b.kind() != kind).toList());
    }

    /** Its head alone. */
    CommentPart withoutTables() {
        return with(List.of(), Table.EMPTY, Table.EMPTY, List.of(), List.of());
    }

    private CommentPart with(
            List<String> otherOthers,
            Table otherChanges,
            Table otherForms,
            List<String> otherNotes,
            List<Block> otherBlocks) {
        return new CommentPart(
                source,
                title,
                architecture,
                head,
                base,
                headline,
                alarming,
                next,
                otherOthers,
                offer,
                moved,
                bad,
                otherChanges,
                otherForms,
                otherNotes,
                otherBlocks);
    }
}
