package dev.coldstart.cli.build.dotnet;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The NuGet packages of a build and the assemblies they bring: from the restore's {@code project.assets.json}, or from the
 * {@code *.deps.json} beside a published app. What can't be read tells nothing; a build does not fail for it.
 */
public final class NuGetPackages {

    private static final String ASSETS = "project.assets.json";

    /** {@code obj/PROJECT} below the folder of intermediate files. */
    private static final int DEPTH = 4;

    private static final int MAX_PACKAGES = 2000;
    private static final long LARGEST = 64L << 20;

    /** Where a package folder has an assembly: {@code .../newtonsoft.json/13.0.4/lib/net6.0/Newtonsoft.Json.dll}. */
    private static final Pattern IN_PACKAGE_FOLDER =
            Pattern.compile("/(?P<name>[^/]+)/(?P<version>[0-9]+\\.[^/]+)/(?:framework|lib|ref|runtimes|tools|sdk)/");

    private NuGetPackages() {}

    /**
     * What a {@code dotnet} build used.
     *
     * @param work the folder with its intermediate files
     * @param project the project's name, whose restore counts where there are several
     * @param warned the files of assemblies that were warned of, by assembly
     */
    static List<BuildPackage> ofRestore(Path work, String project, Map<String, String> warned) {
        List<JsonNode> restores = files(work, ASSETS, DEPTH).stream()
                .sorted(Comparator.comparing((Path f) -> !f.endsWith(Path.of(project, ASSETS))))
                .limit(1)
                .flatMap(f -> read(f).stream())
                .toList();
        Map<String, BuildPackage> packages = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        for (JsonNode restore : restores) {
            target(restore.path("targets")).ifPresent(t -> collect(t, restore.path("libraries"), packages));
            names.addAll(downloads(restore));
        }
        return withFrameworks(packages, names, warned);
    }

    /** What an app says of itself beside its files; nothing where it does not. */
    public static List<BuildPackage> ofPublished(Path folder, Map<String, String> warned) {
        Map<String, BuildPackage> packages = new LinkedHashMap<>();
        for (Path file : files(folder, ".deps.json", 1)) {
            read(file)
                    .ifPresent(deps ->
                            target(deps.path("targets")).ifPresent(t -> collect(t, deps.path("libraries"), packages)));
        }
        return withFrameworks(packages, Set.of(), warned);
    }

    /** The one for this system, {@code net9.0/linux-x64}, where there is one without beside it. */
    private static Optional<JsonNode> target(JsonNode targets) {
        return targets.propertyStream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, JsonNode> t) -> !t.getKey().contains("/")))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static void collect(JsonNode target, JsonNode libraries, Map<String, BuildPackage> into) {
        target.propertyStream().limit(MAX_PACKAGES).forEach(entry -> {
            String key = entry.getKey();
            int slash = key.indexOf('/');
            boolean isPackage =
                    "package".equals(libraries.path(key).path("type").asString(""));
            if (slash > 0 && isPackage) {
                List<String> assemblies = entry.getValue()
                        .path("runtime")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(path -> path.endsWith(".dll"))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".dll".length()))
                        .toList();
                into.putIfAbsent(key, new BuildPackage(key.substring(0, slash), key.substring(slash + 1), assemblies));
            }
        });
    }

    private static Set<String> downloads(JsonNode restore) {
        Set<String> names = new TreeSet<>();
        restore.path("project")
                .path("frameworks")
                .propertyStream()
                .forEach(framework -> framework
                        .getValue()
                        .path("downloadDependencies")
                        .valueStream()
                        .forEach(d -> names.add(d.path("name").asString(""))));
        return names;
    }

    /**
     * The framework's own assemblies are hundreds and in no list: those that were warned of are told by the folder that the
     * compiler read them from.
     */
    private static List<BuildPackage> withFrameworks(
            Map<String, BuildPackage> packages, Set<String> downloads, Map<String, String> warned) {
        Set<String> known = new HashSet<>();
        packages.values().forEach(p -> known.addAll(p.assemblies()));
        Set<String> names = new TreeSet<>(downloads);
        packages.values().forEach(p -> names.add(p.name()));
        Map<String, BuildPackage> all = new LinkedHashMap<>(packages);
        warned.forEach((assembly, file) -> {
            Matcher folder = IN_PACKAGE_FOLDER.matcher(file);
            if (!known.contains(assembly) && folder.find()) {
                // NuGet's folders are in lower case.
                String name = names.stream()
                        .filter(n -> n.toLowerCase(Locale.ROOT).equals(folder.group("name")))
                        .findFirst()
                        .orElse(folder.group("name"));
                BuildPackage one = new BuildPackage(name, folder.group("version"), List.of(assembly));
                all.merge(name + "/" + folder.group("version"), one, NuGetPackages::together);
            }
        });
        return List.copyOf(all.values());
    }

    private static BuildPackage together(BuildPackage a, BuildPackage b) {
        List<String> assemblies = new ArrayList<>(a.assemblies());
        assemblies.addAll(b.assemblies());
        return new BuildPackage(a.name(), a.version(), assemblies);
    }

    private static List<Path> files(Path folder, String ending, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(f -> f.toString().endsWith(ending))
                    .filter(f -> Files.isRegularFile(f, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Files.size(file) > LARGEST
                    ? Optional.empty()
                    : Optional.of(Json.line().readTree(Files.readString(file)));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
