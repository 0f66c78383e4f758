package dev.coldstart.cli.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths that an ASP.NET Core app answers GET on, as its source shows them: minimal APIs below the groups that they are mapped in,
 * {@link Controllers}, Razor pages and components.
 */
final class DotNetRoutes {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)(?<=^|[\\s;{}])//[^\\n]*$");
    private static final Pattern MAPPED = Pattern.compile(
            "(?:\\b(?:var|\\w+)\\s+(?<name>\\w+)\\s*=\\s*)?\\b(?<on>\\w+)"
                    + "(?<groups>(?:\\s*\\.MapGroup\\(\\s*\"[^\"\\n]*\"\\s*\\)(?:\\s*\\.(?!Map)\\w+\\([^()\"]*(?:\"[^\"]*\")?[^()\"]*\\))*)*)"
                    + "(?:\\s*\\.(?:(?:Map(?:Get|HealthChecks)?|UseHealthChecks)\\(\\s*\"(?<path>[^\"\\n]*)\"|(?<extension>Map\\w+)\\())?");

    /** Of a method that maps routes into the group that it is called on. */
    private static final Pattern EXTENSION =
            Pattern.compile("\\b(?<extension>Map\\w+)\\(\\s*this\\s+\\w+\\s+(?<name>\\w+)");

    private static final Pattern GROUP = Pattern.compile("\\.MapGroup\\(\\s*\"(?<path>[^\"\\n]*)\"");
    /** Of libraries: Carter, FastEndpoints, F#'s Giraffe, Saturn and Falco. */
    private static final Pattern OTHERS =
            Pattern.compile("(?:\\b(?:Get|Routes)\\(|\\b(?:route|get|routeCi)\\s+)\\s*\"(?<path>/[^\"\\n]*)\"");

    private static final Pattern CONVENTION =
            Pattern.compile("MapDefaultControllerRoute\\(|\\{controller=Home\\}/\\{action=Index\\}");
    private static final Pattern PAGE = Pattern.compile("(?m)^\\s*@page\\b[ \\t]*(?:\"(?<path>[^\"]*)\")?");
    private static final Pattern PAGE_FILE = Pattern.compile("(?:.*/)?Pages(?<path>/.*)\\.cshtml");

    private final List<String> texts = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final Map<String, String> extensions = new HashMap<>();
    private final List<String> pages = new ArrayList<>();
    private final Controllers controllers = new Controllers();

    /**
     * Takes a source file.
     *
     * @param file relative to the project
     */
    void add(Path file, String source) {
        String name = file.toString();
        if (name.matches(".*\\.(razor|cshtml)")) {
            page(name, source).ifPresent(pages::add);
            return;
        }
        String text = COMMENT.matcher(source).replaceAll(" ");
        texts.add(text);
        controllers.add(text);
        if (CONVENTION.matcher(text).find()) {
            pages.add("/");
        }
    }

    /** Those that something can be put for the variables of; pages after the rest. */
    List<PathTemplate> all() {
        // Which group a file's routes are in may be said in another.
        texts.forEach(this::mapped);
        found.clear();
        texts.forEach(this::mapped);
        List<String> all = new ArrayList<>(found);
        for (String text : texts) {
            OTHERS.matcher(text).results().map(m -> m.group("path")).forEach(all::add);
        }
        all.addAll(controllers.all());
        all.addAll(pages);
        return all.stream()
                .map(path -> new PathTemplate(withoutOptionalEnd(JavaRoutes.join("", path))))
                .filter(PathTemplate::isAskable)
                .distinct()
                .toList();
    }

    private void mapped(String text) {
        Map<String, String> groups = new HashMap<>();
        EXTENSION
                .matcher(text)
                .results()
                .forEach(m -> Optional.ofNullable(extensions.get(m.group("extension")))
                        .ifPresent(above -> groups.put(m.group("name"), above)));
        Matcher mapped = MAPPED.matcher(text);
        while (mapped.find()) {
            String above = groups.getOrDefault(mapped.group("on"), "");
            for (String group : GROUP.matcher(mapped.group("groups"))
                    .results()
                    .map(m -> m.group("path"))
                    .toList()) {
                above = JavaRoutes.join(above, group);
            }
            if (mapped.group("path") != null) {
                String path = mapped.group("path");
                found.add(JavaRoutes.join(above, path.equals("/") ? "" : path));
            } else if (mapped.group("extension") != null && !above.isEmpty()) {
                extensions.put(mapped.group("extension"), above);
            } else if (mapped.group("name") != null && !mapped.group("groups").isEmpty()) {
                groups.put(mapped.group("name"), above);
            }
        }
    }

    private static Optional<String> page(String file, String source) {
        Matcher page = PAGE.matcher(source);
        if (!page.find()) {
            return Optional.empty();
        }
        String own = Optional.ofNullable(page.group("path")).orElse("");
        Matcher place = PAGE_FILE.matcher(file);
        if (own.startsWith("/") || own.startsWith("~/") || !place.matches()) {
            return Optional.of(own.replaceFirst("^~", "")).filter(path -> !path.isEmpty());
        }
        return Optional.of(JavaRoutes.join(place.group("path").replaceFirst("/Index$", ""), own));
    }

    /** A last part that may be left out, or has a value without being asked for. */
    private static String withoutOptionalEnd(String path) {
        String shorter = path.replaceFirst("/\\{\\*{0,2}\\w+[^{}]*(?:\\?|=[^{}]*)\\}$", "");
        return shorter.isEmpty() ? "/" : shorter.equals(path) ? path : withoutOptionalEnd(shorter);
    }
}
