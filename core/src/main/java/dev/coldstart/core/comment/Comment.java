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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one comment of an app on a pull request. Its first line is what the change does to the app as it ships; two tables
 * follow, what the change did to each form and what each form would buy; the rest is folded. It never has more characters,
 * nor bytes, than GitHub takes.
 *
 * @param parts one for each architecture, those with something bad first
 * @param links where it points to
 * @param told what earlier comments said that is bad, of architectures that this one has no part of
 */
public record Comment(List<CommentPart> parts, Links links, List<Told> told) {

    /** GitHub's limit on a comment's body, in characters; kept in bytes, which are never fewer. */
    public static final int LIMIT = 65_536;

    public Comment {
        parts = parts.stream()
                .sorted(Comparator.comparing((CommentPart part) -> part.bad().isEmpty())
                        .thenComparing(CommentPart::architecture))
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a comment says something");
        }
        // The first of an architecture is the newest.
        Set<Object> here = parts.stream().map(CommentPart::architecture).collect(Collectors.toSet());
        told = told.stream()
                .filter(t -> here.add(t.architecture()))
                .sorted(Comparator.comparing(Told::architecture))
                .toList();
    }

    /** The first that is said of these. */
    public Comment(List<CommentPart> parts, Links links) {
        this(parts, links, List.of());
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

    /** A part of an earlier comment that another measurement of the same run wrote, and that this would write over. */
    public Optional<CommentPart> clash(List<CommentPart> earlier) {
        return earlier.stream()
                .filter(theirs -> parts.stream()
                        .anyMatch(ours -> ours.architecture() == theirs.architecture()
                                && ours.head().equals(theirs.head())
                                && ours.source().clashesWith(theirs.source())))
                .findFirst();
    }

    /** The parts that a comment holds; none where it holds nothing that can be read. */
    public static List<CommentPart> partsOf(String body) {
        return CommentData.read(body).parts();
    }

    /** This, and what an earlier comment says of the same commit on other architectures. */
    public Comment after(String earlier) {
        CommentPart own = parts.getFirst();
        Set<Object> here = parts.stream().map(CommentPart::architecture).collect(Collectors.toSet());
        List<CommentPart> all = new ArrayList<>(parts);
        CommentData data = CommentData.read(earlier);
        data.parts().stream()
                .filter(p -> p.source().key().equals(own.source().key())
                        && p.head().equals(own.head())
                        && here.add(p.architecture()))
                .forEach(all::add);
        return new Comment(
                all, links, Stream.concat(told.stream(), saidIn(data)).toList());
    }

    /** Whether this says something bad that the readers of an earlier comment don't know yet. */
    public boolean isWorseThan(String earlier) {
        Map<Object, Set<String>> known = saidIn(CommentData.read(earlier))
                .collect(Collectors.toMap(Told::architecture, t -> Set.copyOf(t.bad()), (a, b) -> a));
        return parts.stream()
                .anyMatch(p -> !known.getOrDefault(p.architecture(), Set.of()).containsAll(p.bad()));
    }

    private static Stream<Told> saidIn(CommentData data) {
        return Stream.concat(data.parts().stream().map(p -> new Told(p.architecture(), p.bad())), data.told().stream());
    }

    /** Whether the change did anything that can be seen, on any architecture. */
    public boolean isMoved() {
        return parts.stream().anyMatch(CommentPart::moved);
    }

    /**
     * An earlier comment, folded: what it said can still be read, and it is nobody's comment to edit any more.
     *
     * @param newer the address of the one that takes its place
     */
    public static String folded(String earlier, String newer) {
        String text = CommentData.without(earlier)
                .replaceAll("<!-- coldstart-app [0-9a-f]+ -->", "")
                .strip();
        return "<details>\n<summary>An earlier measurement by coldstart</summary>\n\n[The newer one](" + newer + ")\n\n"
                + text + "\n\n</details>\n";
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
        body = body(shown.stream().map(CommentPart::withoutTables).toList(), shortened(left));
        return fits(body)
                ? body
                : "**Measured; the report is too long for a comment.**\n\n" + who() + shortened(left) + marker() + "\n";
    }

    private static boolean fits(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length <= LIMIT;
    }

    private String body(List<CommentPart> shown, String shortened) {
        StringBuilder out = new StringBuilder();
        Set<CommentPart> loud = loud(shown);
        out.append(headline(shown, loud)).append("\n\n");
        next(shown, loud).forEach(next -> out.append(next).append("\n\n"));
        out.append(who());
        each(shown, p -> loud.contains(p) ? List.of() : List.of(p.headline()))
                .forEach(said -> out.append(said).append("\n\n"));
        each(shown, CommentPart::others).forEach(said -> out.append(said).append("\n\n"));
        // What has to be mended comes before any figure.
        blocks(shown, EnumSet.of(CommentPart.Kind.FAILURES), out);
        out.append(CommentTable.of(shown, CommentPart::changes));
        offer(shown, out);
        List<String> notes = each(shown, CommentPart::notes);
        if (!notes.isEmpty()) {
            out.append("<sub>").append(String.join("<br>", notes)).append("</sub>\n\n");
        }
        blocks(shown, EnumSet.complementOf(EnumSet.of(CommentPart.Kind.FAILURES)), out);
        return out.append(shortened)
                .append(marker())
                .append('\n')
                .append(new CommentData(shown, told).hidden())
                .append('\n')
                .toString();
    }

    /** Who speaks, of what, and where the whole of it is. */
    private String who() {
        String app = parts.getFirst().title();
        String commits =
                each(
                                parts,
                                p -> p.head().map(links::commit).map(head -> head + against(p)).stream()
                                        .toList())
                        .stream()
                        .collect(Collectors.joining("; "));
        String report = links.report().isPresent() ? links.report("the whole report") : "";
        return "<sub>"
                + Stream.of(
                                links.coldstart() + " measured " + app + (commits.isEmpty() ? "" : " at " + commits),
                                report)
                        .filter(s -> !s.isEmpty())
                        .collect(Collectors.joining(" · "))
                + "</sub>\n\n";
    }

    private String against(CommentPart part) {
        return part.base().map(base -> " against base " + links.commit(base)).orElse("");
    }

    private String shortened(Set<CommentPart.Kind> left) {
        if (left.isEmpty()) {
            return "";
        }
        String what = left.stream()
                .map(kind -> switch (kind) {
                    case FAILURES -> "what failed";
                    case NEW_WARNINGS -> "the warnings";
                    case CHANGES -> "the change figure by figure";
                    case DECISION -> "the policy's checks";
                    case QUESTIONS -> "its questions";
                    case DISTRIBUTION -> "the distribution";
                    case PHASES -> "the phases";
                    case METHOD -> "what was run";
                    case REPRODUCE -> "how to run it again";
                })
                .collect(Collectors.joining(", "));
        return "This comment was too long for GitHub: " + what + " stand only in "
                + (links.report().isPresent() ? links.report("the whole report") : "the report") + ".\n\n";
    }

    /** Those that are heard first: what is bad on one architecture is not weighed against what is good on another. */
    private static Set<CommentPart> loud(List<CommentPart> shown) {
        Set<CommentPart> bad = shown.stream().filter(CommentPart::alarming).collect(Collectors.toSet());
        return bad.isEmpty() ? Set.copyOf(shown) : bad;
    }

    /** One line where all architectures say the same, else one for each. */
    private static String headline(List<CommentPart> shown, Set<CommentPart> loud) {
        return each(shown, p -> loud.contains(p) ? List.of(p.headline()) : List.of()).stream()
                .map(line -> "**" + line + "**")
                .collect(Collectors.joining("<br>"));
    }

    /** What to do about the headline, whose architectures need not be named again. */
    private static List<String> next(List<CommentPart> shown, Set<CommentPart> loud) {
        List<CommentPart> heard = shown.stream().filter(loud::contains).toList();
        return each(heard, p -> p.next().stream().toList());
    }

    /** What the other forms would buy: a line while that is a question, and folded figures, as they are no news. */
    private static void offer(List<CommentPart> shown, StringBuilder out) {
        each(shown, p -> p.offer().stream().toList())
                .forEach(offer -> out.append(offer).append("\n\n"));
        String table = CommentTable.of(shown, CommentPart::forms);
        boolean alone = shown.stream().allMatch(p -> p.changes().columns().isEmpty());
        out.append(
                alone || table.isEmpty()
                        ? table
                        : "<details>\n<summary>The forms against one another</summary>\n\n" + table + "</details>\n\n");
    }

    /** What parts say, each once, behind the names of those that say it where not all do. */
    private static List<String> each(List<CommentPart> shown, Function<CommentPart, List<String>> texts) {
        Map<String, Set<String>> architectures = new LinkedHashMap<>();
        shown.forEach(p -> texts.apply(p)
                .forEach(t -> architectures
                        .computeIfAbsent(t, key -> new LinkedHashSet<>())
                        .add(p.architecture().id())));
        return architectures.entrySet().stream()
                .map(e -> (e.getValue().size() == shown.size() ? "" : String.join(", ", e.getValue()) + ": ")
                        + e.getKey())
                .toList();
    }

    private static void blocks(List<CommentPart> shown, Set<CommentPart.Kind> kinds, StringBuilder out) {
        for (CommentPart.Kind kind : kinds) {
            Map<String, List<String>> same = new LinkedHashMap<>();
            shown.forEach(p -> p.blocks().stream()
                    .filter(b -> b.kind() == kind)
                    .forEach(b -> same.computeIfAbsent(b.markdown(), key -> new ArrayList<>())
                            .add(p.architecture().id())));
            same.forEach((markdown, architectures) -> out.append(
                            architectures.size() == shown.size()
                                    ? markdown.strip()
                                    : on(String.join(", ", architectures), markdown.strip()))
                    .append("\n\n"));
        }
    }

    /** With the architecture's name in the line that is seen while it is folded, or above it. */
    private static String on(String architectures, String markdown) {
        int summary = markdown.indexOf("</summary>");
        return markdown.startsWith("<details>") && summary > 0
                ? markdown.substring(0, summary) + ", " + architectures + markdown.substring(summary)
                : "**" + architectures + "**\n\n" + markdown;
    }
}
