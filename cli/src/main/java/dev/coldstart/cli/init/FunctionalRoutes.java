package dev.coldstart.cli.init;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths of GET that a source file gives to functions: {@code .get("/hello", ...)} (Helidon, Javalin, Vert.x), and below the
 * paths that they are nested in (Javalin's {@code path("users", () -> ...)}, Spring's {@code .path("/users", ...)}, Ktor's
 * {@code route("/users") { ... }}).
 */
final class FunctionalRoutes {

    /** Of what has its words without a dot before them. */
    private static final Pattern STATIC_WORDS =
            Pattern.compile("\\bApiBuilder\\b|\\bio\\.ktor\\b|\\bspark\\.Spark\\b|\\bRequestPredicates\\b");

    private static final Pattern ABOVE = Pattern.compile("\\bcontextPath\\s*=\\s*\"(?<path>/[^\"]*)\"");
    private static final Pattern STEP = Pattern.compile("(?<dot>\\.)?\\b(?:"
            + "nest\\(\\s*(?:\\w+\\.)?path\\(\\s*\"(?<predicate>[^\"]*)\"\\s*\\)"
            + "|(?:path|route)\\(\\s*\"(?<nested>[^\"]*)\""
            + "|(?:get|GET|createContext)\\(\\s*\"(?<path>[^\"]*)\""
            + "|(?<bare>get)\\((?=\\s*[A-Za-z(])"
            + ")|(?<block>\\)\\s*\\{)|(?<bracket>[(){}])");

    private final String text;
    private final boolean words;
    private final List<String> paths = new ArrayList<>();
    private final Deque<String> scopes = new ArrayDeque<>();

    /**
     * Those of a file.
     *
     * @param text of {@link SourceText}
     * @param registeredAt the path that another file puts this one's below; empty: none
     */
    FunctionalRoutes(String text, String registeredAt) {
        this.text = text;
        this.words = STATIC_WORDS.matcher(text).find();
        scopes.push(registeredAt);
    }

    /** What the app puts before all of its paths. */
    Optional<String> above() {
        Matcher above = ABOVE.matcher(text);
        return above.find() ? Optional.of(SourceText.restored(above.group("path"))) : Optional.empty();
    }

    /** In the order of the file. */
    List<String> paths() {
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            boolean bare = words && step.group("dot") == null;
            Optional<String> nested = group(step, "nested").or(() -> group(step, "predicate"));
            Optional<String> path = group(step, "path");
            if (nested.isPresent()) {
                boolean ours = words || step.group("dot") != null;
                scopes.push(ours ? JavaRoutes.join(scopes.element(), nested.get()) : scopes.element());
            } else if (path.isPresent()) {
                path.filter(p -> bare || (p.startsWith("/") && step.group("dot") != null))
                        .ifPresent(this::add);
                scopes.push(scopes.element());
            } else if (step.group("bare") != null) {
                if (bare && !scopes.element().isEmpty()) {
                    add("");
                }
                scopes.push(scopes.element());
            } else if (step.group("block") != null) {
                // A block right after brackets is their last argument; of what it is a body for, the scope is the same.
                scopes.push(leave());
            } else if (step.group().matches("[({]")) {
                scopes.push(scopes.element());
            } else {
                leave();
            }
        }
        return List.copyOf(paths);
    }

    private void add(String path) {
        String above = scopes.element();
        paths.add(above.isEmpty() ? path : JavaRoutes.join(above, JavaRoutes.withoutLastSlash(path)));
    }

    /** The scope that ends here; of brackets that don't match none does. */
    private String leave() {
        return scopes.size() > 1 ? scopes.pop() : scopes.element();
    }

    private static Optional<String> group(Matcher step, String name) {
        return Optional.ofNullable(step.group(name)).map(SourceText::restored);
    }
}
