package dev.coldstart.cli.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that a Java or Kotlin app answers GET on, as its source shows them: a method's path joined to its class's (Spring,
 * JAX-RS, Micronaut), a service's to the one that it is registered under (Helidon), and those of functional routes.
 */
final class JavaRoutes {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=^|[\\s;{}])//[^\\n]*$");
    private static final Pattern STEP = Pattern.compile("@(?:[a-z]\\w*\\.)*(?<annotation>[A-Z]\\w*)\\b"
            + "(?:\\s*\\((?<arguments>[^()\"]*(?:\"[^\"\\n]*\"[^()\"]*|\\([^()]*\\)[^()\"]*)*)\\))?"
            + "|\\b(?:class|interface|object|record)\\s+(?<type>[A-Z]\\w*)|(?<end>[;{}])");
    private static final Pattern REGISTERED =
            Pattern.compile("\\bregister\\(\\s*\"(?<path>/[^\"]*)\"\\s*,\\s*(?:new\\s+)?(?<type>[A-Z]\\w*)");
    private static final Pattern FUNCTIONAL = Pattern.compile("\\.(?:get|createContext)\\(\\s*\"(?<path>/[^\"]*)\"");
    private static final Pattern PATH_ARGUMENT =
            Pattern.compile("(?:^|\\b(?:value|path|uri)\\s*=)\\s*[\\[{]?\\s*\"(?<path>[^\"]*)\"");
    private static final Pattern COMPUTED =
            Pattern.compile("(?:^|\\b(?:value|path|uri)\\s*=)\\s*[\\[{]?\\s*[A-Za-z_]\\w*(?!\\s*=|\\w)");
    private static final Pattern ASKABLE = Pattern.compile("/[A-Za-z0-9/_.~-]*");

    private static final Set<String> OF_TYPES = Set.of("RequestMapping", "Path", "Controller");
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
                return Optional.of(literal.group("path"));
            }
            return COMPUTED.matcher(arguments.strip()).find() ? Optional.empty() : Optional.of("");
        }
    }

    /** Takes a source file. */
    void add(String source) {
        String text = COMMENT.matcher(source).replaceAll(" ");
        texts.add(text);
        REGISTERED.matcher(text).results().forEach(m -> registered.put(m.group("type"), m.group("path")));
    }

    /** In the order of the files; those alone that can be asked for as they are, without parameters. */
    List<String> all() {
        texts.forEach(this::annotated);
        texts.forEach(this::functional);
        return found.stream()
                .map(path -> join(application, path))
                .filter(path -> ASKABLE.matcher(path).matches())
                .distinct()
                .toList();
    }

    private void annotated(String text) {
        List<Annotation> pending = new ArrayList<>();
        Optional<String> prefix = Optional.of("");
        Matcher step = STEP.matcher(text);
        int depth = 0;
        while (step.find()) {
            if (step.group("annotation") != null) {
                pending.add(new Annotation(
                        step.group("annotation"),
                        Optional.ofNullable(step.group("arguments")).orElse("")));
                continue;
            }
            if (step.group("type") == null) {
                Optional<String> above = prefix;
                above.ifPresent(p -> ofMember(pending).ifPresent(path -> found.add(join(p, path))));
                depth += step.group("end").equals("{") ? 1 : step.group("end").equals("}") ? -1 : 0;
            } else if (depth == 0) {
                prefix = ofType(pending);
            }
            pending.clear();
        }
    }

    /** Nothing where it is a client, or its path is computed. */
    private Optional<String> ofType(List<Annotation> annotations) {
        if (annotations.stream().anyMatch(a -> CLIENTS.contains(a.name()))) {
            return Optional.empty();
        }
        annotations.stream()
                .filter(a -> a.name().equals("ApplicationPath"))
                .flatMap(a -> a.path().stream())
                .forEach(path -> application = path);
        return annotations.stream()
                .filter(a -> OF_TYPES.contains(a.name()))
                .findFirst()
                .map(Annotation::path)
                .orElse(Optional.of(""));
    }

    private static Optional<String> ofMember(List<Annotation> annotations) {
        boolean get = annotations.stream().anyMatch(a -> a.name().equals("GET"));
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

    private void functional(String text) {
        Matcher type = Pattern.compile("\\b(?:class|object|record)\\s+(?<type>[A-Z]\\w*)")
                .matcher(text);
        String prefix = type.find() ? registered.getOrDefault(type.group("type"), "") : "";
        FUNCTIONAL
                .matcher(text)
                .results()
                .map(m -> prefix.isEmpty() ? m.group("path") : join(prefix, withoutLastSlash(m.group("path"))))
                .forEach(found::add);
    }

    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** One path below another, with one slash between them. */
    static String join(String above, String below) {
        String first = withoutLastSlash(above.startsWith("/") || above.isEmpty() ? above : "/" + above);
        String second = below.isEmpty() || below.startsWith("/") ? below : "/" + below;
        return (first + second).isEmpty() ? "/" : first + second;
    }
}
