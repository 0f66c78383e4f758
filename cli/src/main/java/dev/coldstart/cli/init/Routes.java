package dev.coldstart.cli.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guesses from the source code which path of an app can be asked for. */
final class Routes {

    private static final int MAX_FILES = 500;
    private static final long MAX_BYTES = 1 << 18;
    private static final Pattern PATH = Pattern.compile("\"(/[A-Za-z0-9/_.-]*)\"");
    private static final Pattern HEALTH = Pattern.compile("(?i).*(health|ready|live|ping|alive).*");

    private Routes() {}

    /** A health path before any other, one that has variables after all others; empty when the source shows none. */
    static Optional<PathTemplate> best(Path folder) throws IOException {
        List<PathTemplate> routes = new ArrayList<>();
        List<PathTemplate> paths = new ArrayList<>();
        JavaRoutes java = new JavaRoutes();
        DotNetRoutes dotnet = new DotNetRoutes();
        for (Path file : sources(folder)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (file.toString().matches(".*\\.(java|kt)")) {
                java.add(text);
            } else {
                dotnet.add(folder.relativize(file), text);
            }
            PATH.matcher(text).results().map(Routes::path).forEach(paths::add);
        }
        routes.addAll(java.all());
        routes.addAll(dotnet.all());
        if (routes.stream().anyMatch(p -> p.variables().isEmpty())) {
            // There a text that looks like a path is most often a part of one.
            paths.clear();
        }
        Optional<PathTemplate> health = Stream.of(routes, paths)
                .flatMap(List::stream)
                .filter(p -> p.variables().isEmpty() && HEALTH.matcher(p.text()).matches())
                .findFirst();
        return health.or(() ->
                routes.stream().min(Comparator.comparingInt(p -> p.variables().size())));
    }

    private static PathTemplate path(java.util.regex.MatchResult match) {
        return new PathTemplate(match.group(1));
    }

    /** Source files of an app, without what builds make and what tests have. */
    static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                12,
                (path, attributes) -> attributes.isRegularFile()
                        && attributes.size() < MAX_BYTES
                        && path.toString().matches(".*\\.(cs|fs|vb|cshtml|razor|java|kt)")
                        && !folder.relativize(path).toString().matches("(?i)(.*/)?(bin|obj|target|tests?)/.*"))) {
            return files.sorted().limit(MAX_FILES).toList();
        }
    }
}
