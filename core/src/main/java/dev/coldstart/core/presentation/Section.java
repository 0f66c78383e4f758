package dev.coldstart.core.presentation;

import java.util.List;

/**
 * A part of the report, said once for all media. Its texts are not trusted: each rendering escapes them.
 *
 * @param id a word for links and styles, such as {@code cost}; ours
 * @param tone how a rendering sets the title off
 */
public record Section(String id, String title, Tone tone, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }

    /** An ordinary part. */
    public static Section of(String id, String title, List<Block> blocks) {
        return new Section(id, title, Tone.PLAIN, blocks);
    }

    /** Whether it tells of something that stands in the way. */
    public enum Tone {
        PLAIN,
        PROBLEM
    }

    /** One piece of a part. */
    public sealed interface Block {}

    public record Paragraph(String text) implements Block {}

    public record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /**
     * Cells as text. The first column names the rows.
     *
     * @param rows each as long as the header
     */
    public record Table(Align align, List<String> header, List<List<String>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            int columns = header.size();
            if (rows.stream().anyMatch(row -> row.size() != columns)) {
                throw new IllegalArgumentException("every row has " + columns + " cells");
            }
        }
    }

    /** What stands in a table's columns but the first. */
    public enum Align {
        TEXT,
        NUMBERS
    }

    /** Lines whose blanks mean something: a log, a diff. */
    public record Lines(List<String> lines) implements Block {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** What only some readers want: folded where the medium can, left out on a terminal. */
    public record Folded(String summary, List<Block> blocks) implements Block {
        public Folded {
            blocks = List.copyOf(blocks);
        }
    }
}
