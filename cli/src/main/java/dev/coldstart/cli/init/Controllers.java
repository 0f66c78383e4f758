package dev.coldstart.cli.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Paths that ASP.NET Core's controllers answer GET on by attributes: a method's template joined to its class's, or to that of the
 * class that it extends, with {@code [controller]}, {@code [action]} and {@code [area]} put in.
 */
final class Controllers {

    private static final String ARGUMENTS = "(?:[^()\"]|\"[^\"\\n]*\"|\\([^()]*\\))*";
    private static final Pattern STEP =
            Pattern.compile("\\[\\s*(?:method\\s*:\\s*)?(?<attributes>[A-Z][\\w.]*(?:[^\\[\\]\"]|\"[^\"\\n]*\")*)\\]"
                    + "|\\b(?<abstract>abstract\\s+(?:partial\\s+)?)?class\\s+(?<type>\\w+)(?:<[^>]*>)?"
                    + "(?:\\((?:[^()]|\\([^()]*\\))*\\))?(?:\\s*:\\s*(?:\\w+\\.)*(?<base>\\w+))?"
                    + "|(?<end>[;{}]|=>)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?:^|,)\\s*(?:\\w+\\.)*(?<name>[A-Z]\\w*?)(?:Attribute)?\\s*(?:\\((?<arguments>"
                    + ARGUMENTS + ")\\)\\s*)?(?=,|$)");
    private static final Pattern TEMPLATE = Pattern.compile("^\\s*(?:template\\s*:\\s*)?@?\"(?<path>[^\"]*)\"");
    private static final Pattern NAMED = Pattern.compile("^\\s*(?:[A-Z]\\w*\\s*=(?!=).*)?$", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("\\b(?<name>\\w+)\\s*(?:<[^<>]*>)?\\(");
    private static final Pattern TOKEN = Pattern.compile("(?i)\\[(?<name>controller|action|area)\\]");
    private static final Pattern VERSION = Pattern.compile("\\{\\w+:apiVersion\\}");
    private static final Set<String> OTHER_VERBS =
            Set.of("HttpPost", "HttpPut", "HttpDelete", "HttpPatch", "HttpHead", "HttpOptions", "AcceptVerbs");

    private final Map<String, Type> types = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    /** {@code path} is a literal, the empty text where there is none; nothing where it is computed. */
    private record Attribute(String name, Optional<String> path) {}

    private record Method(String name, List<Attribute> attributes) {}

    private record Type(
            String name, Optional<String> base, boolean isAbstract, List<Attribute> attributes, List<Method> methods) {

        Optional<String> path(String attribute) {
            return attributes.stream()
                    .filter(a -> a.name().equals(attribute))
                    .findFirst()
                    .flatMap(Attribute::path);
        }
    }

    /** Takes a source file, without comments. */
    void add(String source) {
        List<Attribute> pending = new ArrayList<>();
        Optional<Type> current = Optional.empty();
        int after = 0;
        Matcher step = STEP.matcher(source);
        while (step.find()) {
            if (step.group("attributes") != null) {
                // Those of parameters stand behind the name of what the first are for.
                if (pending.isEmpty() || source.substring(after, step.start()).isBlank()) {
                    pending.addAll(attributes(step.group("attributes")));
                    after = step.end();
                }
            } else if (step.group("type") != null) {
                current = Optional.of(new Type(
                        step.group("type"),
                        Optional.ofNullable(step.group("base")),
                        step.group("abstract") != null,
                        List.copyOf(pending),
                        new ArrayList<>()));
                // A partial class has its attributes in one of its files.
                current.filter(t ->
                                !types.containsKey(t.name()) || !t.attributes().isEmpty())
                        .ifPresent(t -> types.put(t.name(), t));
                order.add(step.group("type"));
                pending.clear();
            } else {
                Matcher method = METHOD.matcher(source.substring(after, step.start()));
                if (!pending.isEmpty() && method.find()) {
                    List<Attribute> own = List.copyOf(pending);
                    current.ifPresent(t -> t.methods().add(new Method(method.group("name"), own)));
                }
                pending.clear();
            }
        }
    }

    /** In the order of the files. */
    List<String> all() {
        return order.stream()
                .distinct()
                .flatMap(name -> Optional.ofNullable(types.get(name)).stream())
                .filter(type -> !type.isAbstract())
                .flatMap(type -> type.methods().stream().flatMap(method -> paths(type, method)))
                .toList();
    }

    private Stream<String> paths(Type type, Method method) {
        List<String> names = method.attributes().stream().map(Attribute::name).toList();
        boolean get = names.contains("HttpGet")
                || (names.contains("Route") && names.stream().noneMatch(OTHER_VERBS::contains));
        if (!get) {
            return Stream.empty();
        }
        Optional<String> above = inherited(type, "Route");
        List<String> own = method.attributes().stream()
                .filter(a -> a.name().equals("HttpGet") || a.name().equals("Route"))
                .flatMap(a -> a.path().stream())
                .toList();
        Stream<String> said = own.stream().filter(path -> !path.isEmpty());
        Stream<String> all = own.stream().allMatch(String::isEmpty) && !own.isEmpty() ? Stream.of("") : said;
        return all.filter(path -> above.isPresent() || !path.isEmpty())
                .map(path -> joined(above.orElse(""), path))
                .map(path -> filled(path, type, method));
    }

    private static String joined(String above, String path) {
        return path.startsWith("/") || path.startsWith("~/")
                ? path.replaceFirst("^~", "")
                : JavaRoutes.join(above.replaceFirst("^~", ""), path);
    }

    private Optional<String> inherited(Type type, String attribute) {
        Set<String> seen = new HashSet<>();
        Optional<Type> at = Optional.of(type);
        while (at.isPresent() && seen.add(at.get().name())) {
            Optional<String> path = at.get().path(attribute);
            if (path.isPresent()) {
                return path;
            }
            at = at.get().base().flatMap(name -> Optional.ofNullable(types.get(name)));
        }
        return Optional.empty();
    }

    private String filled(String path, Type type, Method method) {
        String whole = TOKEN.matcher(path)
                .replaceAll(token -> Matcher.quoteReplacement(
                        switch (token.group("name").toLowerCase(Locale.ROOT)) {
                            case "controller" -> type.name().replaceFirst("Controller$", "");
                            case "action" -> method.name().replaceFirst("(?<=.)Async$", "");
                            default -> inherited(type, "Area").orElse("");
                        }));
        return inherited(type, "ApiVersion")
                .map(version -> VERSION.matcher(whole).replaceAll(Matcher.quoteReplacement(version)))
                .orElse(whole);
    }

    private static List<Attribute> attributes(String section) {
        return ATTRIBUTE
                .matcher(section)
                .results()
                .map(m -> new Attribute(
                        m.group("name"),
                        path(Optional.ofNullable(m.group("arguments")).orElse(""))))
                .toList();
    }

    private static Optional<String> path(String arguments) {
        Matcher literal = TEMPLATE.matcher(arguments);
        if (literal.find()) {
            return Optional.of(literal.group("path"));
        }
        return NAMED.matcher(arguments).matches() ? Optional.of("") : Optional.empty();
    }
}
