package dev.coldstart.core.comment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one comment of an app on a pull request. Its first line is the verdict; a table of all architectures follows; the rest
 * is folded. It never has more characters, nor bytes, than GitHub takes.
 *
 * @param parts one for each architecture, sorted by it
 * @param link where the whole report is; a URL of the forge's own
 */
public record Comment(List<CommentPart> parts, Optional<String> link) {

    /** GitHub's limit on a comment's body, in characters; kept in bytes, which are never fewer. */
    public static final int LIMIT = 65_536;

    private static final int SHORT_COMMIT = 12;

    public Comment {
        parts = parts.stream()
                .sorted(Comparator.comparing(CommentPart::architecture))
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a comment says something");
        }
    }

    /**
     * What tells that a comment is this app's: no name can be read in it, and none can break out of it.
     *
     * @param key of the app's {@link CommentSource}, whatever it is
     */
    public static String marker(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "<!-- coldstart-app " + HexFormat.of().formatHex(digest).substring(0, 32) + " -->";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** What tells that a comment is this one's, as it stands or as an earlier run wrote it. */
    public String marker() {
        return marker(parts.getFirst().source().key());
    }

    /** The parts that a comment holds; none where it holds nothing that can be read. */
    public static List<CommentPart> partsOf(String body) {
        return CommentData.read(body);
    }

    /** This, and what an earlier comment says of the same commit on other architectures. */
    public Comment and(List<CommentPart> earlier) {
        CommentPart own = parts.getFirst();
        String key = own.source().key();
        Set<Object> here = parts.stream().map(CommentPart::architecture).collect(Collectors.toSet());
        List<CommentPart> all = new ArrayList<>(parts);
        earlier.stream()
                .filter(p -> p.source().key().equals(key) && p.head().equals(own.head()) && here.add(p.architecture()))
                .forEach(all::add);
        return new Comment(all, link);
    }

    /** A part of an earlier comment that another measurement of the same run wrote, and that this would write over. */
    public Optional<CommentPart> clash(List<CommentPart> earlier) {
        return earlier.stream()
                .filter(theirs -> parts.stream()
                        .anyMatch(ours -> ours.architecture() == theirs.architecture()
                                && ours.head().equals(theirs.head())
                                && ours.source().clashesWith(theirs.source())))
                .findFirst();
    }

    /** The comment's body, at most {@link #LIMIT} bytes; what is least needed goes first. */
    public String markdown() {
        List<CommentPart> shown = parts;
        Set<CommentPart.Kind> left = EnumSet.noneOf(CommentPart.Kind.class);
        String body = body(shown, shortened(left));
        for (CommentPart.Kind kind : CommentPart.Kind.LEAST_NEEDED_FIRST) {
            if (fits(body)) {
                return body;
            }
            if (shown.stream().flatMap(p -> p.blocks().stream()).anyMatch(b -> b.kind() == kind)) {
                left.add(kind);
                shown = shown.stream().map(p -> p.without(kind)).toList();
                body = body(shown, shortened(left));
            }
        }
        if (fits(body)) {
            return body;
        }
        body = body(shown.stream().map(CommentPart::withoutTable).toList(), shortened(left));
        return fits(body) ? body : "**Measured; the report is too long for a comment.**\n\n" + shortened(left) + end();
    }

    private static boolean fits(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length <= LIMIT;
    }

    private String body(List<CommentPart> shown, String shortened) {
        StringBuilder out = new StringBuilder();
        out.append(headline(shown)).append("\n\n");
        changes(shown).forEach(change -> out.append(change).append("\n\n"));
        out.append(table(shown));
        each(shown, CommentPart::notes, "").forEach(note -> out.append(note).append("\n\n"));
        List<String> reasons = each(shown, CommentPart::reasons, "- ");
        if (!reasons.isEmpty()) {
            out.append(String.join("\n", reasons)).append("\n\n");
        }
        blocks(shown, out);
        return out.append(shortened).append(end(CommentData.hidden(shown))).toString();
    }

    private String end() {
        return end("");
    }

    private String end(String hidden) {
        String commits = parts.stream()
                .flatMap(p -> p.head().stream())
                .distinct()
                .map(commit -> commit.substring(0, Math.min(SHORT_COMMIT, commit.length())))
                .collect(Collectors.joining(", "));
        String report = link.map(url -> "[The whole report](" + url + ")").orElse("");
        String footer = Stream.of(commits.isEmpty() ? "" : "Measured at " + commits, report)
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" · "));
        return (footer.isEmpty() ? "" : "<sub>" + footer + "</sub>\n\n") + marker()
                + (hidden.isEmpty() ? "" : "\n" + hidden) + "\n";
    }

    private String shortened(Set<CommentPart.Kind> left) {
        if (left.isEmpty()) {
            return "";
        }
        String what = left.stream()
                .map(kind -> switch (kind) {
                    case FAILURES -> "what failed";
                    case NEW_WARNINGS -> "the warnings";
                    case DECISION -> "the policy's checks";
                    case DISTRIBUTION -> "the distribution";
                    case PHASES -> "the phases";
                    case METHOD -> "what was run";
                    case REPRODUCE -> "how to run it again";
                })
                .collect(Collectors.joining(", "));
        return "This comment was too long for GitHub: " + what + " stand only in "
                + link.map(url -> "[the whole report](" + url + ")").orElse("the report") + ".\n\n";
    }

    /** One sentence where all architectures have the same answer, else one for each. */
    private static String headline(List<CommentPart> shown) {
        List<String> answers =
                shown.stream().map(CommentPart::answer).distinct().toList();
        if (shown.size() == 1) {
            return "**" + sentence(shown.getFirst()) + "**";
        }
        if (answers.size() == 1) {
            String because = shown.stream()
                    .filter(p -> !p.because().isEmpty())
                    .map(p -> "on " + p.architecture().id() + " " + p.because())
                    .collect(Collectors.joining("; "));
            return "**" + answers.getFirst() + (because.isEmpty() ? "" : " " + because + ".") + "**";
        }
        return shown.stream()
                .map(p -> "**" + p.architecture().id() + ": " + sentence(p) + "**")
                .collect(Collectors.joining("<br>"));
    }

    private static String sentence(CommentPart part) {
        return part.answer() + (part.because().isEmpty() ? "" : " " + part.because() + ".");
    }

    private static List<String> changes(List<CommentPart> shown) {
        Map<String, List<String>> same = new LinkedHashMap<>();
        shown.forEach(p -> p.change()
                .ifPresent(c -> same.computeIfAbsent(c, key -> new ArrayList<>())
                        .add(p.architecture().id())));
        return same.entrySet().stream()
                .map(e -> e.getValue().size() == shown.size()
                        ? e.getKey()
                        : String.join(", ", e.getValue()) + ": " + e.getKey())
                .toList();
    }

    private static List<String> each(
            List<CommentPart> shown, java.util.function.Function<CommentPart, List<String>> texts, String before) {
        Map<String, Set<String>> architectures = new LinkedHashMap<>();
        shown.forEach(p -> texts.apply(p)
                .forEach(t -> architectures
                        .computeIfAbsent(t, key -> new LinkedHashSet<>())
                        .add(p.architecture().id())));
        return architectures.entrySet().stream()
                .map(e -> before
                        + (e.getValue().size() == shown.size() ? "" : String.join(", ", e.getValue()) + ": ")
                        + e.getKey())
                .toList();
    }

    private static String table(List<CommentPart> shown) {
        List<CommentPart> withColumns =
                shown.stream().filter(p -> !p.columns().isEmpty()).toList();
        if (withColumns.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("| " + withColumns.getFirst().title());
        List<String> header = new ArrayList<>();
        for (CommentPart part : withColumns) {
            part.columns()
                    .forEach(c -> header.add(
                            withColumns.size() > 1
                                    ? c + "<br>" + part.architecture().id()
                                    : c));
        }
        out.append(" | ").append(String.join(" | ", header)).append(" |\n");
        out.append("| --- |").append(" ---: |".repeat(header.size())).append('\n');
        Set<String> titles = new LinkedHashSet<>();
        withColumns.forEach(p -> p.rows().forEach(row -> titles.add(row.title())));
        for (String title : titles) {
            out.append("| ").append(title);
            for (CommentPart part : withColumns) {
                List<String> cells = part.rows().stream()
                        .filter(row -> row.title().equals(title))
                        .findFirst()
                        .map(CommentPart.Row::cells)
                        .orElse(part.columns().stream().map(c -> "-").toList());
                cells.forEach(cell -> out.append(" | ").append(cell));
            }
            out.append(" |\n");
        }
        return out.append('\n').toString();
    }

    private static void blocks(List<CommentPart> shown, StringBuilder out) {
        for (CommentPart.Kind kind : CommentPart.Kind.values()) {
            Map<String, List<String>> same = new LinkedHashMap<>();
            shown.forEach(p -> p.blocks().stream()
                    .filter(b -> b.kind() == kind)
                    .forEach(b -> same.computeIfAbsent(b.markdown(), key -> new ArrayList<>())
                            .add(p.architecture().id())));
            same.forEach((markdown, architectures) -> {
                if (architectures.size() < shown.size()) {
                    out.append("**").append(String.join(", ", architectures)).append("**\n\n");
                }
                out.append(markdown.strip()).append("\n\n");
            });
        }
    }
}
