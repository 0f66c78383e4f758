package dev.coldstart.core.comment;

import dev.coldstart.core.comment.CommentPart.Row;
import dev.coldstart.core.comment.CommentPart.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One table of several architectures', column beside column. */
final class CommentTable {

    private CommentTable() {}

    /** Ends with a blank line; empty where no part has such a table. */
    static String of(List<CommentPart> parts, Function<CommentPart, Table> which) {
        List<CommentPart> with =
                parts.stream().filter(p -> !which.apply(p).columns().isEmpty()).toList();
        if (with.isEmpty()) {
            return "";
        }
        List<String> header = new ArrayList<>();
        for (CommentPart part : with) {
            String below = with.size() > 1 ? "<br>" + part.architecture().id() : "";
            which.apply(part).columns().forEach(c -> header.add(c + below));
        }
        StringBuilder out = new StringBuilder();
        out.append("| ").append(which.apply(with.getFirst()).title()).append(" | ");
        out.append(String.join(" | ", header)).append(" |\n");
        out.append("| --- |").append(" ---: |".repeat(header.size())).append('\n');
        Set<String> titles = new LinkedHashSet<>();
        with.forEach(p -> which.apply(p).rows().forEach(row -> titles.add(row.title())));
        for (String title : titles) {
            out.append("| ").append(title);
            with.forEach(part -> cells(which.apply(part), title)
                    .forEach(cell -> out.append(" | ").append(cell)));
            out.append(" |\n");
        }
        return out.append('\n').toString();
    }

    private static List<String> cells(Table table, String title) {
        return table.rows().stream()
                .filter(row -> row.title().equals(title))
                .findFirst()
                .map(Row::cells)
                .orElse(table.columns().stream().map(c -> "-").toList());
    }
}
