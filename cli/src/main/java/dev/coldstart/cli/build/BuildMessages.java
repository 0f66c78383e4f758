package dev.coldstart.cli.build;

import dev.coldstart.core.artifact.BuildWarning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds warnings and errors in a build's log, line by line, in the form that MSBuild prints ({@code origin : category CODE:
 * text [project]}) and in Maven's. Each warning counts once: MSBuild repeats them in its summary, and the analyser in the C#
 * compiler and the native compiler both report the same call.
 */
final class BuildMessages {

    private static final Pattern ANSI = Pattern.compile("\\e\\[[0-9;]*[A-Za-z]");

    /** MSBuild's canonical message. A tool's name, a file with its place, or nothing stands before the colon. */
    private static final Pattern MSBUILD = Pattern.compile("^\\s*(?:(?<origin>.*?)\\s*:\\s+)?"
            + "(?<kind>(?:[A-Za-z]+ ){0,3}?)(?<category>warning|error)\\s*(?<code>[A-Z]+[A-Z0-9]*[0-9]+)?\\s*:\\s*"
            + "(?<text>.*?)(?:\\s*\\[(?<project>[^\\[\\]]+?proj)(?:::[^\\[\\]]*)?\\])?\\s*$");

    private static final Pattern PLACED =
            Pattern.compile("^(?<file>.*?)\\((?<line>\\d+)(?:,(?<column>\\d+))?(?:[,-]\\d+)*\\)$");

    /** Trimmer and native compiler name the member first: {@code Ns.Type.Member(Args): text}. */
    private static final Pattern MEMBER = Pattern.compile("^(?<member>\\S+?(?:\\(.*?\\))?): (?<text>.*)$");

    private static final Pattern ASSEMBLY = Pattern.compile("^Assembly '(?<name>[^']+)' produced");
    private static final Pattern USED = Pattern.compile("'(?<member>[^'<(]+)");

    private static final Pattern MAVEN = Pattern.compile("^\\[(?<category>WARNING|ERROR)\\] (?<file>/.*?\\.\\w+):"
            + "\\[(?<line>\\d+)(?:,(?<column>\\d+))?\\] (?:\\[(?<code>[\\w-]+)\\] )?(?<text>.*)$");
    private static final Pattern MAVEN_ERROR = Pattern.compile("^\\[ERROR\\] (?<text>(?!COMPILATION ERROR)\\S.*)$");

    /** A failure is told by its first errors; the rest is in the log. */
    private static final int TOLD = 3;

    private static final String MISSING_PACKAGE =
            "; the package sources of this machine (dotnet nuget list source) have no such package";

    private final Map<String, String> assemblyFiles = new TreeMap<>();

    private record Found(BuildWarning warning, String file, int line, boolean analysis) {}

    private final Path dir;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> errors = new LinkedHashSet<>();
    private final Set<String> echoes = new LinkedHashSet<>();

    /** @param dir paths below it are shown relative to it */
    BuildMessages(Path dir) {
        this.dir = dir;
    }

    synchronized void accept(String rawLine) {
        String line = ANSI.matcher(rawLine).replaceAll("");
        Matcher maven = MAVEN.matcher(line);
        Matcher mavenError = MAVEN_ERROR.matcher(line);
        Matcher msbuild = MSBUILD.matcher(line);
        if (maven.matches()) {
            String place = place(
                    relative(maven.group("file")),
                    maven.group("line"),
                    Optional.ofNullable(maven.group("column")).map(c -> "," + c).orElse(""));
            if (maven.group("category").equals("WARNING")) {
                String code = Optional.ofNullable(maven.group("code")).orElse("javac");
                add(new Found(new BuildWarning(code, "", place, maven.group("text")), "", 0, false));
            } else {
                errors.add(place + ": " + maven.group("text"));
            }
        } else if (mavenError.matches()) {
            errors.add(mavenError.group("text"));
        } else if (msbuild.matches()) {
            msbuild(msbuild);
        }
    }

    /** In the order of the log. */
    synchronized List<BuildWarning> warnings() {
        return found.stream().map(Found::warning).toList();
    }

    /** The file of each assembly that was warned of as a whole, as the compiler names it. */
    synchronized Map<String, String> assemblyFiles() {
        return Map.copyOf(assemblyFiles);
    }

    /** The errors that say most; empty when the log has none that is recognised. */
    synchronized Optional<String> failure() {
        List<String> telling = List.copyOf(errors.isEmpty() ? echoes : errors);
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        String more = telling.size() > TOLD ? " (and " + (telling.size() - TOLD) + " more)" : "";
        String hint = telling.getFirst().matches("NU110[0-9]: .*") ? MISSING_PACKAGE : "";
        return Optional.of(String.join("; ", telling.subList(0, Math.min(TOLD, telling.size()))) + more + hint);
    }

    synchronized void include(BuildMessages other) {
        other.found.forEach(this::add);
        errors.addAll(other.errors);
        assemblyFiles.putAll(other.assemblyFiles);
        echoes.addAll(other.echoes);
    }

    private void msbuild(Matcher matcher) {
        Optional<String> code = Optional.ofNullable(matcher.group("code"));
        String origin = Optional.ofNullable(matcher.group("origin")).orElse("").strip();
        String text = matcher.group("text");
        if (matcher.group("category").equals("error")) {
            Matcher placed = PLACED.matcher(origin);
            // Errors in the SDK's own files are about the app; where the SDK lies helps nobody.
            boolean ours = placed.matches() && !relative(placed.group("file")).startsWith("/");
            String where = ours ? relative(placed.group("file")) + origin.substring(placed.end("file")) + ": " : "";
            // A restore misses the same package once for the framework and once more for the framework on this system.
            String once = text.replaceFirst("( for '[^'/]+)/[^']+'\\.$", "$1'.");
            String told = where + code.map(c -> c + ": ").orElse("") + once.replace(dir + "/", "");
            // MSB3073 and its like only repeat that a program failed, which has told why itself.
            (code.filter(c -> c.matches("MSB307[0-9]|MSB6006")).isPresent() ? echoes : errors).add(told);
        } else if (code.isPresent()) {
            warning(code.get(), origin, text, Optional.ofNullable(matcher.group("project")), matcher.group("kind"));
        }
    }

    private void warning(String code, String origin, String text, Optional<String> project, String kind) {
        String projectName = project.map(p -> p.replaceFirst(".*/", "").replaceFirst("\\.\\w+proj$", ""))
                .orElse("");
        boolean analysis = kind.strip().endsWith("analysis");
        Matcher placed = PLACED.matcher(origin);
        Matcher assembly = ASSEMBLY.matcher(text);
        Matcher member = MEMBER.matcher(text);
        if (assembly.find()) {
            if (origin.endsWith(".dll")) {
                assemblyFiles.putIfAbsent(assembly.group("name"), origin.replace('\\', '/'));
            }
            add(new Found(new BuildWarning(code, assembly.group("name"), "", text), "", 0, analysis));
        } else if (placed.matches()) {
            String file = relative(placed.group("file"));
            // The native compiler names the app's project also for files of the libraries in it.
            boolean own = !analysis || !file.startsWith("/");
            String message = analysis && member.matches() ? member.group("text") : text;
            String place = place(
                    file,
                    placed.group("line"),
                    Optional.ofNullable(placed.group("column"))
                            .map(c -> "," + c)
                            .orElse(""));
            BuildWarning warning = new BuildWarning(code, own ? projectName : "", place, message);
            add(new Found(warning, file, Integer.parseInt(placed.group("line")), analysis));
        } else if (analysis && member.matches()) {
            add(new Found(new BuildWarning(code, "", member.group("member"), member.group("text")), "", 0, true));
        } else {
            add(new Found(new BuildWarning(code, projectName, "", text), "", 0, analysis));
        }
    }

    private void add(Found candidate) {
        if (found.stream().noneMatch(f -> f.warning().equals(candidate.warning()) || sameCall(f, candidate))) {
            found.add(candidate);
        }
    }

    /** Whether one is the compiler's analyser's and the other the trimmer's or native compiler's word on the same call. */
    private static boolean sameCall(Found a, Found b) {
        return a.analysis() != b.analysis()
                && a.warning().code().equals(b.warning().code())
                && !a.file().isEmpty()
                && a.file().equals(b.file())
                && a.line() == b.line()
                && usedMember(a).equals(usedMember(b));
    }

    private static String usedMember(Found found) {
        Matcher matcher = USED.matcher(found.warning().message());
        return matcher.find() ? matcher.group("member") : "";
    }

    private static String place(String file, String line, String column) {
        return file + "(" + line + column + ")";
    }

    private String relative(String file) {
        return file.startsWith(dir + "/") ? file.substring(dir.toString().length() + 1) : file;
    }
}
