package dev.coldstart.cli.init;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that a Java or Kotlin app answers GET on, as its source shows them: a method's path joined to its class's (Spring,
 * JAX-RS, Micronaut), a service's to the one that it is registered under (Helidon), and those of {@link FunctionalRoutes}.
 */
final class JavaRoutes {

    private static final Pattern STEP = Pattern.compile("@(?:[a-z]\\w*\\.)*(?<annotation>[A-Z]\\w*)\\b"
            + "(?:\\s*\\((?<arguments>[^()]*+(?:\\([^()]*+\\)[^()]*+)*+)\\))?"
            + "|\\b(?:class|interface|object|record|enum)\\s+(?<type>[A-Z]\\w*)|\\b(?<function>fun)\\s|(?<end>[;{}])");
    private static final Pattern REGISTERED =
            Pattern.compile("\\bregister\\(\\s*\"(?<path>/[^\"]*)\"\\s*,\\s*(?:new\\s+)?(?<type>[A-Z]\\w*)");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|object|record)\\s+(?<type>[A-Z]\\w*)");
    private static final Pattern PATH_ARGUMENT =
            Pattern.compile("(?:^|\\b(?:value|path|uri)\\s*=)\\s*[\\[{]?\\s*\"(?<path>[^\"]*)\"");
    private static final Pattern COMPUTED =
            Pattern.compile("(?:^|\\b(?:value|path|uri)\\s*=)\\s*[\\[{]?\\s*[A-Za-z_]\\w*(?!\\s*=|\\w)");

    private static final Set<String> OF_TYPES = Set.of("RequestMapping", "Path", "Controller");
    /** There a controller's text is the name of a bean. */
    private static final Set<String> OF_SPRINGS_TYPES = Set.of("RequestMapping", "Path");

    private static final Set<String> CLIENTS = Set.of("FeignClient", "RegisterRestClient", "HttpExchange", "Client");

    private final List<String> texts = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final Map<String, String> registered = new HashMap<>();
    private String application = "";

    private record Annotation(String name, String arguments) {
        /** Its path; empty text where it has none, nothing where that is no literal. */
        Optional<String> path() {
            Matcher literal = PATH_ARGUMENT.matcher(arguments.strip());
            if (literal.find()) {
                return Optional.of(SourceText.restored(literal.group("path")));
            }
            return COMPUTED.matcher(arguments.strip()).find() ? Optional.empty() : Optional.of("");
        }
    }

    /** Takes a source file. */
    void add(String source) {
        String text = SourceText.of(source);
        texts.add(text);
        REGISTERED
                .matcher(text)
                .results()
                .forEach(m -> registered.put(m.group("type"), SourceText.restored(m.group("path"))));
    }

    /** In the order of the files; those alone that can be asked for, perhaps with something put for their variables. */
    List<PathTemplate> all() {
        texts.forEach(this::annotated);
        for (String text : texts) {
            FunctionalRoutes functional = new FunctionalRoutes(text, registeredAt(text));
            functional.above().ifPresent(path -> application = path);
            found.addAll(functional.paths());
        }
        return found.stream()
                .map(path -> new PathTemplate(join(application, path)))
                .filter(PathTemplate::isAskable)
                .distinct()
                .toList();
    }

    private String registeredAt(String text) {
        Matcher type = TYPE.matcher(text);
        return type.find() ? registered.getOrDefault(type.group("type"), "") : "";
    }

    /** A class's path is for its own members: neither for those of a class in it, nor for those of the one that it is in. */
    private void annotated(String text) {
        List<Annotation> pending = new ArrayList<>();
        Deque<Optional<String>> scopes = new ArrayDeque<>(List.of(Optional.of("")));
        Optional<Optional<String>> declared = Optional.empty();
        Set<String> ofTypes = text.contains("org.springframework.") ? OF_SPRINGS_TYPES : OF_TYPES;
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            if (step.group("annotation") != null) {
                pending.add(new Annotation(
                        step.group("annotation"),
                        Optional.ofNullable(step.group("arguments")).orElse("")));
                continue;
            }
            if (step.group("type") != null) {
                declared = Optional.of(ofType(pending, ofTypes));
            } else {
                scopes.element().ifPresent(above -> ofMember(pending).ifPresent(path -> found.add(join(above, path))));
            }
            pending.clear();
            String end = Optional.ofNullable(step.group("end")).orElse("");
            if (end.equals("{")) {
                scopes.push(declared.orElse(scopes.element()));
            } else if (end.equals("}") && scopes.size() > 1) {
                scopes.pop();
            }
            if (!end.isEmpty()) {
                declared = Optional.empty();
            }
        }
    }

    /** Nothing where it is a client, or its path is computed. */
    private Optional<String> ofType(List<Annotation> annotations, Set<String> ofTypes) {
        if (annotations.stream().anyMatch(a -> CLIENTS.contains(a.name()))) {
            return Optional.empty();
        }
        annotations.stream()
                .filter(a -> a.name().equals("ApplicationPath"))
                .flatMap(a -> a.path().stream())
                .forEach(path -> application = path);
        return annotations.stream()
                .filter(a -> ofTypes.contains(a.name()))
                .findFirst()
                .map(Annotation::path)
                .orElse(Optional.of(""));
    }

    private static Optional<String> ofMember(List<Annotation> annotations) {
        // With a path of its own it is Retrofit's, whose interfaces are clients.
        boolean get = annotations.stream()
                .anyMatch(a -> a.name().equals("GET") && a.arguments().isBlank());
        for (Annotation annotation : annotations) {
            switch (annotation.name()) {
                case "GetMapping" -> {
                    return annotation.path();
                }
                case "Get" -> {
                    return annotation.path().map(JavaRoutes::withoutLastSlash);
                }
                case "RequestMapping" -> {
                    boolean other = annotation.arguments().matches("(?s).*\\bmethod\\b.*")
                            && !annotation.arguments().contains("GET");
                    return other ? Optional.empty() : annotation.path();
                }
                case "Path" -> {
                    if (get) {
                        return annotation.path().map(JavaRoutes::withoutLastSlash);
                    }
                }
                default -> {}
            }
        }
        return get ? Optional.of("") : Optional.empty();
    }

    static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** One path below another, with one slash between them. */
    static String join(String above, String below) {
        String first = withoutLastSlash(above.startsWith("/") || above.isEmpty() ? above : "/" + above);
        String second = below.isEmpty() || below.startsWith("/") ? below : "/" + below;
        return (first + second).isEmpty() ? "/" : first + second;
    }
}
