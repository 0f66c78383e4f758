package dev.coldstart.cli.build.tool;

import dev.coldstart.core.artifact.BuildWarning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds warnings and errors in a build's log, line by line, in the form that MSBuild prints ({@code origin : category CODE:
 * text [project]}) and in Maven's. Each warning counts once: MSBuild repeats them in its summary, and the analyser in the C#
 * compiler and the native compiler both report the same call.
 */
public final class BuildMessages {

    private static final Pattern ANSI = Pattern.compile("\\e\\[[0-9;]*[A-Za-z]");

    /**
     * MSBuild's canonical message. A tool's name, a file with its place, or nothing stands before the colon. Codes are in
     * capitals, or else many a sentence would be one.
     */
    private static final Pattern PRINTED = msbuild("[A-Z][A-Z0-9_]+");

    /** The same in a file that has nothing else in it. */
    private static final Pattern LOGGED = msbuild("[A-Za-z][\\w.-]*");

    /** No message is longer; of a line that is, looking for one would take more time than there is. */
    private static final int LONGEST_LINE = 10_000;

    /** Blanks belong to nothing that they border on: or else a line of them would be divided up in all ways there are. */
    private static Pattern msbuild(String code) {
        return Pattern.compile("^\\s*+(?:(?<origin>(?:.*?\\S)??)\\s*+:\\s++)?"
                + "(?<kind>(?:[A-Za-z]+ ){0,3}?)(?<category>warning|error)\\s*+(?<code>" + code + ")?\\s*+:\\s*+"
                + "(?<text>(?:.*?\\S)??)(?:\\s*+\\[(?<project>[^\\[\\]]+?proj)(?:::[^\\[\\]]*)?\\])?\\s*+$");
    }

    private static final Pattern PLACED =
            Pattern.compile("^(?<file>.*?)\\((?<line>\\d{1,9})(?:,(?<column>\\d{1,9}))?(?:[,-]\\d+)*+\\)$");

    /** Trimmer and native compiler name the member first: {@code Ns.Type.Member(Args): text}. */
    private static final Pattern MEMBER = Pattern.compile("^(?<member>\\S+?(?:\\(.*?\\))?): (?<text>.*)$");

    private static final Pattern ASSEMBLY = Pattern.compile("^Assembly '(?<name>[^']+)' produced");
    private static final Pattern USED = Pattern.compile("'(?<member>[^'<(]+)");

    private static final Pattern MAVEN = Pattern.compile("^\\[(?<category>WARNING|ERROR)\\] (?<file>/.*?\\.\\w+):"
            + "\\[(?<line>\\d+)(?:,(?<column>\\d+))?\\] (?:\\[(?<code>[\\w-]+)\\] )?(?<text>.*)$");
    private static final Pattern MAVEN_ERROR =
            Pattern.compile("^\\[(?:ERROR|FATAL)\\] (?:\\[ERROR\\] )?(?<text>\\S.*?)(?: -> \\[Help \\d+\\])?$");

    /** What Maven says around every failure: titles, sums, and how to ask it again. */
    private static final Pattern MAVEN_FRAME =
            Pattern.compile("COMPILATION ERROR.*|Some problems were encountered while.*"
                    + "|The build could not read \\d+ project.*|To see the full stack trace of.*|Re-run Maven using.*"
                    + "|For more information about the errors.*|After correcting the problems.*|\\[Help \\d+\\] .*");

    /** A failure is told by its first errors; the rest is in the log. */
    private static final int TOLD = 3;

    private static final String MISSING_PACKAGE =
            "; the package sources of this machine (dotnet nuget list source) have no such package";

    private final Map<String, String> assemblyFiles = new TreeMap<>();

    private record Found(BuildWarning warning, String file, int line, boolean analysis) {}

    /** What a project came to, {@code "  App -> /out/"}; a summary; what the terminal logger says in place of both. */
    private static final Pattern SPOKEN =
            Pattern.compile("^\\s+\\S.* -> .*|^\\s*\\d+ Warning\\(s\\).*|^Build succeeded.*");

    private boolean spoken;

    /** MSBuild's own, and a project's, may have none. */
    private static final String NO_CODE = "MSBuild";

    private final CheckoutPaths places;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> errors = new LinkedHashSet<>();
    private final Set<String> errorCodes = new HashSet<>();
    private final Set<String> echoes = new LinkedHashSet<>();

    /** @param places how paths are shown */
    BuildMessages(CheckoutPaths places) {
        this.places = places;
    }

    /** Takes a line that a build printed. */
    synchronized void accept(String rawLine) {
        String line = ANSI.matcher(cut(rawLine)).replaceAll("");
        spoken |= SPOKEN.matcher(line).matches();
        Matcher maven = MAVEN.matcher(line);
        Matcher mavenError = MAVEN_ERROR.matcher(line);
        Matcher msbuild = PRINTED.matcher(line);
        if (maven.matches()) {
            String place = place(
                    places.in(maven.group("file")),
                    maven.group("line"),
                    Optional.ofNullable(maven.group("column")).map(c -> "," + c).orElse(""));
            if (maven.group("category").equals("WARNING")) {
                String code = Optional.ofNullable(maven.group("code")).orElse("javac");
                add(new Found(new BuildWarning(code, "", place, places.in(maven.group("text"))), "", 0, false));
            } else {
                errors.add(place + ": " + places.in(maven.group("text")));
            }
        } else if (mavenError.matches()) {
            String text = mavenError.group("text");
            if (!MAVEN_FRAME.matcher(text).matches()) {
                errors.add(places.in(text));
            }
        } else if (msbuild.matches()
                && (msbuild.group("code") != null || msbuild.group("category").equals("error"))) {
            msbuild(msbuild, msbuild.group("text"));
        }
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    /** Whether nothing was printed of what MSBuild prints beside warnings, and no warning. */
    synchronized boolean quiet() {
        return found.isEmpty() && !spoken;
    }

    /** Takes a warning or an error as MSBuild's log has it: each of its lines has origin, code and project once more. */
    synchronized void logged(List<String> lines) {
        Matcher first = LOGGED.matcher(cut(lines.getFirst()));
        if (first.matches()) {
            String text = lines.stream()
                    .map(line -> {
                        Matcher matcher = LOGGED.matcher(cut(line));
                        return matcher.matches() ? matcher.group("text") : line;
                    })
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "));
            msbuild(first, text);
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

    /** Whether it failed with this error, perhaps among others. */
    public synchronized boolean failedWith(String code) {
        return errorCodes.contains(code);
    }

    synchronized void include(BuildMessages other) {
        other.found.forEach(this::add);
        errors.addAll(other.errors);
        errorCodes.addAll(other.errorCodes);
        assemblyFiles.putAll(other.assemblyFiles);
        echoes.addAll(other.echoes);
    }

    private void msbuild(Matcher matcher, String said) {
        Optional<String> code = Optional.ofNullable(matcher.group("code"));
        String origin = Optional.ofNullable(matcher.group("origin")).orElse("").strip();
        String text = places.in(said);
        if (matcher.group("category").equals("error")) {
            code.ifPresent(errorCodes::add);
            Matcher placed = PLACED.matcher(origin);
            // Errors in the SDK's own files are about the app; where the SDK lies helps nobody.
            boolean ours = placed.matches() && !places.in(placed.group("file")).startsWith("/");
            String where = ours ? places.in(placed.group("file")) + origin.substring(placed.end("file")) + ": " : "";
            // A restore misses the same package once for the framework and once more for the framework on this system.
            String once = text.replaceFirst("( for '[^'/]+)/[^']+'\\.$", "$1'.");
            String told = where + code.map(c -> c + ": ").orElse("") + once + project(matcher, code);
            // MSB3073 and its like only repeat that a program failed, which has told why itself.
            (code.filter(c -> c.matches("MSB307[0-9]|MSB6006")).isPresent() ? echoes : errors).add(told);
        } else {
            Optional<String> project = Optional.ofNullable(matcher.group("project"));
            warning(code.orElse(NO_CODE), origin, text, project, matcher.group("kind"));
        }
    }

    /** What the SDK refuses, it refuses of one project of several. */
    private static String project(Matcher matcher, Optional<String> code) {
        return Optional.ofNullable(matcher.group("project"))
                .filter(p -> code.filter(c -> c.startsWith("NETSDK")).isPresent())
                .map(p -> " (" + p.replaceFirst(".*/", "") + ")")
                .orElse("");
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
            String file = places.in(placed.group("file"));
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
}
