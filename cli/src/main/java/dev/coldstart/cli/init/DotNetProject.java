package dev.coldstart.cli.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A .NET project as its file shows it, with those that it imports and the {@code Directory.Build.props} above it. MSBuild knows
 * more, and is not asked: whoever writes a first configuration may not have the SDK.
 *
 * @param own its file
 * @param imported the others, nearest first; what holds in them on a condition is left out
 */
record DotNetProject(Path file, Project own, List<Project> imported) {

    /** What a custom runtime of Lambda's has to be called. */
    static final String BOOTSTRAP = "bootstrap";

    private static final String ABOVE = "Directory.Build.props";
    private static final int MAX_IMPORTS = 32;
    private static final int MAX_NESTED = 8;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\((?<name>\\w+)\\)");
    private static final Pattern HERE =
            Pattern.compile("(?i)^\\$\\((?:MSBuildThisFileDirectory|MSBuildProjectDirectory)\\)[\\\\/]?");
    private static final Pattern RUNS_HERE =
            Pattern.compile("(?:net(?<version>[5-9]|[1-9][0-9])|netcoreapp[0-9])\\.[0-9]+");

    /** Of what is started by a test runner or measures by itself. */
    private static final Pattern TEST_PACKAGE =
            Pattern.compile("(?i)Microsoft\\.NET\\.Test\\.Sdk|(xunit|nunit|mstest|tunit)(\\..*)?|BenchmarkDotNet");

    /** Reads it; empty when it is no XML. */
    static Optional<DotNetProject> read(Path file, Path repository) {
        return Project.read(file).map(own -> {
            List<Project> imported = new ArrayList<>();
            Set<Path> seen = new HashSet<>();
            imports(own, folder(file), seen, imported);
            above(folder(file), repository).ifPresent(props -> read(props, repository, seen, imported));
            return new DotNetProject(file, own, List.copyOf(imported));
        });
    }

    private static void read(Path file, Path repository, Set<Path> seen, List<Project> into) {
        if (seen.size() < MAX_IMPORTS && seen.add(file.normalize())) {
            Project.read(file).ifPresent(project -> {
                into.add(project);
                imports(project, folder(file), seen, into);
                boolean goesOn =
                        project.attributes("Import", "Project").stream().anyMatch(p -> p.contains(ABOVE));
                Optional<Path> parent = Optional.ofNullable(folder(file).getParent());
                if (goesOn && file.endsWith(ABOVE)) {
                    parent.flatMap(dir -> above(dir, repository))
                            .ifPresent(props -> read(props, repository, seen, into));
                }
            });
        }
    }

    private static void imports(Project project, Path folder, Set<Path> seen, List<Project> into) {
        for (String path : project.attributes("Import", "Project")) {
            String name = HERE.matcher(path).replaceFirst("").replace('\\', '/');
            if (!name.isEmpty() && !name.contains("$(") && !name.contains("*") && !name.startsWith("/")) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    read(file, folder, seen, into);
                }
            }
        }
    }

    private static Optional<Path> above(Path folder, Path repository) {
        for (Path dir = folder; dir != null && dir.startsWith(repository); dir = dir.getParent()) {
            Path props = dir.resolve(ABOVE);
            if (Files.isRegularFile(props)) {
                return Optional.of(props);
            }
        }
        return Optional.empty();
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    }

    /** Whether it makes a program, and none that tests or benchmarks. */
    boolean isProgram() {
        boolean runs = property("OutputType")
                .map(type -> type.equalsIgnoreCase("exe") || type.equalsIgnoreCase("winexe"))
                .orElse(isWeb() || isWorker() || is("BlazorWebAssembly"));
        return (runs || isOldWeb()) && !isTest();
    }

    /** What kind of app it is, where it can run here. */
    App.Kind kind() {
        boolean web = isWeb()
                || anywhere(project ->
                        project.attributes("FrameworkReference", "Include").contains("Microsoft.AspNetCore.App"));
        return isWorker() ? App.Kind.WORKER : web ? App.Kind.ASP_NET : App.Kind.DOTNET;
    }

    /** Why it can't be measured here, the end of a sentence about it. */
    Optional<String> unfit() {
        if (is("BlazorWebAssembly")) {
            return Optional.of("runs in a browser, which is not measured");
        }
        if (anywhere(p -> sdks(p).anyMatch(sdk -> sdk.equals("Aspire.AppHost.Sdk"))) || isTrue("IsAspireHost")) {
            return Optional.of("starts other apps (an Aspire host): name one of those");
        }
        List<String> named = targets();
        if (named.isEmpty() || named.stream().anyMatch(DotNetProject::runsHere)) {
            return Optional.empty();
        }
        String all = String.join(" and ", named);
        return Optional.of(
                named.stream().allMatch(DotNetProject::isFramework)
                        ? "is for .NET Framework (" + all
                                + "), which runs on Windows alone: add a target such as net9.0"
                        : "is for " + all + ", which does not run on Linux: add a target such as net9.0");
    }

    /** Target frameworks that run here, oldest first; none where they are computed. */
    List<String> frameworks() {
        return targets().stream()
                .filter(DotNetProject::runsHere)
                .sorted(Comparator.comparingDouble(f ->
                        Double.parseDouble(f.replaceFirst("^net(coreapp)?", "").replaceFirst("-.*", ""))))
                .toList();
    }

    private List<String> targets() {
        return property("TargetFrameworks")
                .or(() -> property("TargetFramework"))
                .or(() -> property("TargetFrameworkVersion").map(v -> "net" + v.replaceAll("[v.]", "")))
                .map(t -> Arrays.stream(t.split(";"))
                        .map(String::strip)
                        .filter(f -> f.matches("net[0-9a-z].*"))
                        .toList())
                .orElse(List.of());
    }

    private static boolean runsHere(String framework) {
        return RUNS_HERE.matcher(framework).matches();
    }

    private static boolean isFramework(String framework) {
        return framework.matches("net[1-4][0-9]{0,2}");
    }

    /** The packages that it names, and {@code bootstrap} where that is its program's name. */
    Set<String> libraries() {
        Set<String> libraries = new HashSet<>(own.attributes("PackageReference", "Include"));
        imported.forEach(project -> libraries.addAll(project.attributes("PackageReference", "Include")));
        property("AssemblyName").filter(BOOTSTRAP::equals).ifPresent(libraries::add);
        return libraries;
    }

    private boolean isWeb() {
        return is("Web");
    }

    private boolean isWorker() {
        return is("Worker");
    }

    /** Of .NET Framework: a library that IIS hosts. */
    private boolean isOldWeb() {
        return own.text("ProjectTypeGuids")
                .filter(ids -> ids.toLowerCase(Locale.ROOT).contains("349c5851-65df-11da-9384-00065b846f21"))
                .isPresent();
    }

    private boolean isTest() {
        return isTrue("IsTestProject")
                || anywhere(p -> p.attributes("PackageReference", "Include").stream()
                        .anyMatch(name -> TEST_PACKAGE.matcher(name).matches()))
                || sdks(own).anyMatch(sdk -> sdk.startsWith("MSTest"));
    }

    private boolean isTrue(String property) {
        return property(property).filter(v -> v.equalsIgnoreCase("true")).isPresent();
    }

    private boolean is(String sdk) {
        return anywhere(project -> sdks(project).anyMatch(("Microsoft.NET.Sdk." + sdk)::equals));
    }

    private boolean anywhere(Predicate<Project> is) {
        return Stream.concat(Stream.of(own), imported.stream()).anyMatch(is);
    }

    /** Said by the project's attribute, an element, or imports of their own; without versions. */
    private static Stream<String> sdks(Project project) {
        return Stream.of(
                        Stream.of(project.attribute("Sdk")),
                        project.attributes("Sdk", "Name").stream(),
                        project.attributes("Import", "Sdk").stream())
                .flatMap(names -> names)
                .flatMap(names -> Arrays.stream(names.split(";")))
                .map(name -> name.strip().replaceFirst("/.*", ""));
    }

    private Optional<String> property(String name) {
        return property(name, 0);
    }

    private Optional<String> property(String name, int depth) {
        return own.unconditional(name)
                .or(() -> own.text(name))
                .or(() -> imported.stream()
                        .flatMap(project -> project.unconditional(name).stream())
                        .findFirst())
                .map(text -> depth > MAX_NESTED
                        ? text
                        : REFERENCE
                                .matcher(text)
                                .replaceAll(reference ->
                                        Matcher.quoteReplacement(property(reference.group("name"), depth + 1)
                                                .orElse(""))))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.contains("$("));
    }
}
