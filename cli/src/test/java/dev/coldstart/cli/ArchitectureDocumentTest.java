package dev.coldstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code docs/architecture.md} says what is there: its modules are the poms', its packages the sources'. */
final class ArchitectureDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final String OWN = "coldstart-";
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z.-]*)`");

    /** A type's name in backquotes, perhaps with the packages before it. */
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z./]+[./])?([A-Z][a-z]\\w*[A-Za-z])`");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

    @Test
    void itsModulesAndTheirArrowsAreThoseOfThePoms() throws Exception {
        Map<String, Set<String>> poms = new TreeMap<>();
        Set<String> modules = new TreeSet<>(texts(pom(ROOT), "module"));
        for (String module : modules) {
            poms.put(module, ownDependencies(module));
        }
        Map<String, Set<String>> table = new TreeMap<>();
        for (List<String> row : table("| module |")) {
            Set<String> uses = row.get(2).startsWith("all;") ? poms.get("cli") : names(row.get(2));
            table.put(names(row.getFirst()).iterator().next(), uses);
        }
        assertThat(table).isEqualTo(poms);
    }

    @Test
    void itsPackagesAreThoseOfTheSources() throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.find(ROOT, 20, (file, _) -> isSource(ROOT.relativize(file)))) {
            files.map(file -> file.toString().replaceFirst(".*/java/dev/coldstart/", ""))
                    .forEach(
                            file -> sources.add(file.replaceFirst("/[^/]*$", "").replace('/', '.')));
        }
        Set<String> table = new TreeSet<>();
        table("| package |").forEach(row -> table.addAll(names(row.getFirst())));

        assertThat(sources).containsAll(table);
        assertThat(sources)
                .allSatisfy(name -> assertThat(table)
                        .as("its row, or that of the package around it")
                        .containsAnyOf(name, name.replaceFirst("\\.[^.]*$", "")));
    }

    @Test
    void theTypesThatItNamesExist() throws IOException {
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> files =
                Files.find(ROOT, 20, (file, _) -> file.toString().matches(".*/src/.*[.]java"))) {
            for (Path file : files.toList()) {
                DECLARED.matcher(Files.readString(file)).results().forEach(found -> declared.add(found.group(1)));
            }
        }
        String document = Files.readString(ROOT.resolve("docs/architecture.md"));
        Set<String> named = new TreeSet<>(
                TYPE.matcher(document).results().map(found -> found.group(1)).toList());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(declared).containsAll(named);
    }

    private static boolean isSource(Path file) {
        return file.getNameCount() > 4
                && file.subpath(1, 4).equals(Path.of("src", "main", "java"))
                && file.toString().endsWith(".java");
    }

    private static Set<String> ownDependencies(String module) throws Exception {
        Set<String> own = new TreeSet<>();
        NodeList dependencies = pom(ROOT.resolve(module)).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String artifact = texts(dependency, "artifactId").getFirst();
            if (artifact.startsWith(OWN) && texts(dependency, "scope").isEmpty()) {
                own.add(artifact.substring(OWN.length()));
            }
        }
        return own;
    }

    private static Element pom(Path module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(module.resolve("pom.xml").toFile())
                .getDocumentElement();
    }

    private static List<String> texts(Element element, String tag) {
        NodeList found = element.getElementsByTagName(tag);
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> found.item(i).getTextContent())
                .toList();
    }

    /** The cells of the table with that beginning, its head left out. */
    private static List<List<String>> table(String head) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/architecture.md"));
        return lines.stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(line.substring(1).strip().split("\\s*\\|\\s*")))
                .toList();
    }

    private static Set<String> names(String cell) {
        return new TreeSet<>(NAME.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(s -> s.replace("`", ""))
                .toList());
    }
}
