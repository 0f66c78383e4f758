package dev.coldstart.core.render.html;

import dev.coldstart.core.text.Escape;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * HTML that is safe to put into a page. Made from a template of ours and values of anybody's: text is escaped on its way in,
 * so that forgetting to is not possible.
 */
public record Markup(String html) {

    static final Markup NONE = new Markup("");

    /** Between a number and its unit no line shall break. */
    private static final Pattern UNIT_SPACE =
            Pattern.compile("(?<=\\d) (?=%|(?:ms|s|kB|MB|GB|KiB|MiB|GiB|k|M|G|T)\\b)");

    /** Replaces each {@code {}} in turn: markup as it is, a collection of it joined, anything else escaped as text. */
    public static Markup of(String template, Object... values) {
        StringBuilder out = new StringBuilder(template.length() + 64);
        int from = 0;
        for (Object value : values) {
            int at = template.indexOf("{}", from);
            if (at < 0) {
                throw new IllegalArgumentException("more values than places in: " + template);
            }
            out.append(template, from, at).append(safe(value));
            from = at + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer values than places in: " + template);
        }
        return new Markup(out.append(template, from, template.length()).toString());
    }

    /** A cell or a word for each of many. */
    static Markup each(Collection<String> texts, String template) {
        return join(texts.stream().map(text -> of(template, text)).toList());
    }

    static Markup join(List<Markup> parts) {
        return new Markup(parts.stream().map(Markup::html).collect(Collectors.joining()));
    }

    /** A table that scrolls by itself where it is too wide; the first cell of each row is its heading. */
    static Markup table(String caption, List<String> header, List<List<Markup>> rows) {
        List<Markup> body = rows.stream()
                .map(row -> of(
                        "<tr><th scope=\"row\">{}</th>{}</tr>\n",
                        row.getFirst(),
                        join(row.stream()
                                .skip(1)
                                .map(cell -> of("<td>{}</td>", cell))
                                .toList())))
                .toList();
        return of("""
                <div class="scroll" tabindex="0" role="region" aria-label="{}"><table>
                <caption>{}</caption>
                <thead><tr>{}</tr></thead>
                <tbody>
                {}</tbody></table></div>
                """, caption, caption, each(header, "<th scope=\"col\">{}</th>"), body);
    }

    static Markup text(String text) {
        return of("{}", text);
    }

    private static String safe(Object value) {
        return switch (value) {
            case Markup markup -> markup.html();
            case Collection<?> parts -> parts.stream().map(Markup::safe).collect(Collectors.joining());
            default ->
                Escape.html(
                        UNIT_SPACE.matcher(Escape.line(String.valueOf(value))).replaceAll("\u00a0"));
        };
    }

    /** A log's lines as they were, apart from what acts on a screen. */
    static Markup log(List<String> lines) {
        return lines.isEmpty()
                ? NONE
                : new Markup("<pre tabindex=\"0\">" + Escape.html(String.join("\n", Escape.lines(lines))) + "</pre>\n");
    }

    public static List<Markup> list(Collection<String> sentences) {
        return sentences.isEmpty()
                ? Collections.emptyList()
                : List.of(of("<ul>{}</ul>\n", each(sentences, "<li>{}</li>")));
    }
}
