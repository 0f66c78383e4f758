package dev.coldstart.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.readiness.ReadinessSituations.Situation;
import dev.coldstart.core.render.Page;
import dev.coldstart.core.render.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of each situation, file by file: read before it is committed. */
final class GoldenReadinessTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/coldstart/core/readiness");

    static Stream<Situation> situations() {
        return ReadinessSituations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void page(Situation situation) throws IOException {
        Page page = ReadinessPage.of(situation.readiness());
        compare(situation.name() + ".txt", page.terminal(Style.PLAIN));
        compare(situation.name() + ".md", page.markdown());
    }

    @ParameterizedTest
    @MethodSource("situations")
    void fitsATerminalAndLetsNothingThrough(Situation situation) {
        Page page = ReadinessPage.of(situation.readiness());
        assertThat(page.terminal(Style.PLAIN).lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        assertThat(page.terminal(Style.PLAIN) + page.markdown() + page.html()).doesNotContain("\u001b");
        assertThat(page.html()).doesNotContain("<script");
        assertThat(page.markdown().replaceAll("`[^`]*`", "")).doesNotContain("<script");
    }

    @ParameterizedTest
    @MethodSource("situations")
    void orderIsByWhatIsGained(Situation situation) {
        List<Obstacle> obstacles = situation.readiness().obstacles();
        assertThat(obstacles)
                .isSortedAccordingTo((a, b) -> a.kind() == b.kind()
                        ? Integer.compare(b.warnings(), a.warnings())
                        : a.kind().compareTo(b.kind()));
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }
}
