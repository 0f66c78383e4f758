package dev.coldstart.core.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldstart.core.artifact.Artifact;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.artifact.Sizes;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Architecture;
import dev.coldstart.core.plan.BodyExpectation;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.Policy;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Sampling;
import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.sample.file.SampleWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code samples.jsonl}, written and read again: whole, cut off, and with what can't have been measured. */
final class SamplesTest {

    private static final HttpPhases PHASES = new HttpPhases(100, 200, 300, 400, 500, 3);
    private static final Usage USAGE = new Usage(250, 7, 1, 4, 2);
    private static final Host HOST = new Host(10, OptionalLong.of(5), 0.25, OptionalDouble.of(2400.5));

    private static final String HEAD = """
            {"line":"plan","schema":"coldstart.samples/1","plan":%s}
            """.formatted(Json.line().writeValueAsString(plan(new BodyExpectation.Any())));

    @TempDir
    Path dir;

    static Stream<SampleLine> lines() {
        Platform platform = new Platform(1, 2);
        Host bare = new Host(0, OptionalLong.empty(), 0, OptionalDouble.empty());
        return Stream.of(
                new SampleLine.OfPlan(SampleLine.SCHEMA, plan(new BodyExpectation.Any())),
                new SampleLine.OfPlan(SampleLine.SCHEMA, plan(new BodyExpectation.Text("\u00e9 \"\n\u2028 </script>"))),
                new SampleLine.OfPlan(SampleLine.SCHEMA, plan(new BodyExpectation.Matches("a|b"))),
                new SampleLine.OfPlan(
                        SampleLine.SCHEMA,
                        plan(new BodyExpectation.JsonSubset(Json.line().readTree("{\"a\":[1,{\"b\":null}]}")))),
                new SampleLine.OfBuild(new BuildRecord(
                        "aot@head",
                        "dotnet publish",
                        61.5,
                        List.of(new BuildWarning("IL2026", "App", "Program.cs(3,1)", "it reflects")),
                        Optional.of("the linker failed"),
                        List.of("last line"))),
                new SampleLine.OfArtifact(
                        new Artifact("aot@head", "sha256:ab", List.of("./app", "--x"), new Sizes(4, 3, 2, 1))),
                new SampleLine.OfMachine(new Machine(
                        Architecture.ARM64,
                        "cpu",
                        2,
                        1L << 33,
                        "6.1",
                        "Docker",
                        "v2",
                        "1",
                        "0",
                        Optional.of("performance"),
                        List.of("noisy"))),
                new SampleLine.OfVersions(new Versions("0.1.0", "25.0.1 (Vendor)", Map.of("dotnet", "9.0.100"))),
                new SampleLine.OfNote("a note"),
                start(new Outcome.Started(PHASES, USAGE, Optional.empty()), platform, HOST),
                start(new Outcome.Started(PHASES, USAGE, Optional.of(new IdleMemory(3, 2, 4))), platform, bare),
                start(
                        new Outcome.Failed(
                                FailureReason.KILLED_FOR_MEMORY,
                                "at its limit",
                                OptionalInt.of(137),
                                Optional.of("SIGKILL"),
                                List.of("one", "two")),
                        Platform.UNKNOWN,
                        bare),
                start(
                        new Outcome.Failed(
                                FailureReason.TIMED_OUT, "", OptionalInt.empty(), Optional.empty(), List.of()),
                        Platform.UNKNOWN,
                        bare),
                new SampleLine.OfEnd(new End(End.Reason.PRECISE, "narrow enough", 12.5)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyLineIsReadAsItWasWritten(SampleLine line) {
        String text = Json.line().writeValueAsString(line);
        assertThat(text).doesNotContain("\n");
        assertThat(Json.line().readValue(text, SampleLine.class)).isEqualTo(line);
    }

    @ParameterizedTest
    @EnumSource
    void reasonsAreKnownByTheirNames(FailureReason reason) {
        assertThat(reason.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(FailureReason.of(reason.id())).isEqualTo(reason);
    }

    @Test
    void aWholeFileKeepsItsOrder() throws IOException {
        Path file = dir.resolve("samples.jsonl");
        try (SampleWriter writer = new SampleWriter(file)) {
            writer.write(new SampleLine.OfPlan(SampleLine.SCHEMA, plan(new BodyExpectation.Any())));
            writer.write(new SampleLine.OfNote("first"));
            writer.write(start("aot", 0));
            writer.write(start("jit", 0));
            writer.write(start("jit", 1));
            assertThat(Files.readAllLines(file))
                    .as("flushed before it is closed")
                    .hasSize(5);
            writer.write(new SampleLine.OfNote("second"));
            writer.write(start("aot", 1));
            writer.write(new SampleLine.OfEnd(new End(End.Reason.CANCELLED, "", 1)));
        }
        SampleReader.Result result = read(Files.readString(file));
        assertThat(result.remarks()).isEmpty();
        assertThat(result.samples().starts())
                .extracting(s -> s.variant() + "/" + s.block())
                .containsExactly("aot@head/0", "jit@head/0", "jit@head/1", "aot@head/1");
        assertThat(result.samples().notes()).containsExactly("first", "second");
        assertThat(result.samples().end()).map(End::reason).contains(End.Reason.CANCELLED);
        assertThat(result.samples().plan()).isEqualTo(plan(new BodyExpectation.Any()));
    }

    /** A killed process leaves half a line at any place: what is before it counts. */
    @Test
    void aLastLineThatWasCutOffIsLeftOutAndNamed() throws IOException {
        String whole = HEAD + text(start("jit", 0));
        String last = text(start("aot", 0)).strip();
        assertThat(read(whole + last).samples().starts()).hasSize(2);
        for (int length = 1; length < last.length(); length++) {
            SampleReader.Result result = read(whole + last.substring(0, length));
            assertThat(result.samples().starts()).hasSize(1);
            assertThat(result.remarks()).containsExactly("line 3 is cut off and was left out");
        }
    }

    static Stream<Arguments> refused() {
        String start = text(start("jit", 0)).strip();
        return Stream.of(
                refused("nothing", "", "there is no plan in it"),
                refused("no plan", start, "line 1: it comes before the plan"),
                refused("a second plan", HEAD + HEAD, "line 2: it is a second plan"),
                refused(
                        "another schema",
                        HEAD.replace("samples/1", "samples/2"),
                        "line 1: schema coldstart.samples/2 is not one this version reads"),
                refused(
                        "an unknown variant",
                        HEAD + "\n" + start.replace("jit@head", "r2r@head"),
                        "line 3: it is a start of r2r@head, which the plan does not name"),
                refused(
                        "a start twice",
                        HEAD + start + "\n" + text(start("aot", 0)) + start,
                        "line 4: it is a second start of jit@head in block 0"),
                refused("an unknown field", HEAD + start.replace("\"block\"", "\"blok\""), "line 2: ", "blok"),
                refused("a field twice", HEAD + start.replace("{\"line\"", "{\"block\":0,\"line\""), "line 2: "),
                refused("an unknown kind of line", HEAD + "{\"line\":\"sample\"}", "line 2: ", "sample"),
                refused("an unknown outcome", HEAD + start.replace("\"started\"", "\"late\""), "line 2: ", "late"),
                refused("a cut in the middle", HEAD + start.substring(0, 50) + "\n" + start, "line 2: "),
                refused("two lines in one", HEAD + start + start, "line 2: "),
                refused(
                        "a negative block",
                        HEAD + start.replace("\"block\":0", "\"block\":-1"),
                        "line 2: ",
                        "count from 0"),
                refused(
                        "an answer before the port",
                        HEAD + start.replace("\"first-ns\":300", "\"first-ns\":150"),
                        "line 2: ",
                        "phases out of order"),
                refused(
                        "a second answer before the first",
                        HEAD + start.replace("\"second-sent-ns\":400", "\"second-sent-ns\":299"),
                        "line 2: ",
                        "phases out of order"),
                refused(
                        "a negative phase",
                        HEAD + start.replace("\"exec-ns\":100", "\"exec-ns\":-1"),
                        "line 2: ",
                        "phases out of order"),
                refused(
                        "negative CPU time",
                        HEAD + start.replace("\"cpu-ns\":250", "\"cpu-ns\":-250"),
                        "line 2: ",
                        "usage can't be negative"),
                refused("a block that is missing", HEAD + start.replace("\"block\":0,", ""), "line 2: ", "block"),
                refused("half a block", HEAD + start.replace("\"block\":0", "\"block\":0.5"), "line 2: "),
                refused("a text for a number", HEAD + start.replace("\"block\":0", "\"block\":\"0\""), "line 2: "),
                refused("no number", HEAD + start.replace("\"load1\":0.25", "\"load1\":NaN"), "line 2: "),
                refused("no number as a text", HEAD + start.replace("\"load1\":0.25", "\"load1\":\"NaN\""), "line 2: "),
                refused(
                        "a number without end",
                        HEAD + start.replace("\"load1\":0.25", "\"load1\":1e999"),
                        "line 2: ",
                        "not finite"),
                refused(
                        "a number too large",
                        HEAD + start.replace("\"first-ns\":300", "\"first-ns\":9223372036854775808"),
                        "line 2: "),
                refused(
                        "negative steal",
                        HEAD + start.replace("\"steal-ms\":10", "\"steal-ms\":-10"),
                        "line 2: ",
                        "steal -10 ms"),
                refused(
                        "an engine faster than time",
                        HEAD + start.replace("\"create-ns\":0", "\"create-ns\":-1"),
                        "line 2: ",
                        "can't be negative"),
                refused(
                        "a time of day that is none",
                        HEAD + start.replace("2026-01-01T00", "2026-13-01T00"),
                        "line 2: its time is none: 2026-13-01T00:00:00Z"),
                refused(
                        "an answer long after the deadline",
                        HEAD + start.replace("\"second-ns\":500", "\"second-ns\":999000000000"),
                        "line 2: it was over after 999000000000 ns"),
                refused(
                        "more CPU time than there is",
                        HEAD + machine() + start.replace("\"cpu-ns\":250", "\"cpu-ns\":2000001000"),
                        "line 3: it used 2000001000 ns of CPU time",
                        "more than 2 CPUs have"),
                refused("a second machine", HEAD + machine() + machine(), "line 3: it says a machine a second time"),
                refused(
                        "a start later than the end",
                        HEAD
                                + start.replace("\"second-ns\":500", "\"second-ns\":9000000000")
                                + "\n"
                                + text(new SampleLine.OfEnd(new End(End.Reason.BLOCKS, "", 5))),
                        "line 3: it took 5.0 s in all",
                        "a start is later than the end"),
                refused(
                        "an end that took no time there is",
                        HEAD + "{\"line\":\"end\",\"end\":{\"reason\":\"blocks\",\"detail\":\"\",\"seconds\":-1}}",
                        "line 2: ",
                        "a comparison can't take -1.0 s"),
                refused(
                        "a start after the end",
                        HEAD + text(new SampleLine.OfEnd(new End(End.Reason.BLOCKS, "", 1))) + start,
                        "line 3: it comes after the end"),
                refused(
                        "an artifact of an unknown variant",
                        HEAD
                                + text(new SampleLine.OfArtifact(new Artifact(
                                        "r2r@head", "sha256:ab", List.of("./app"), new Sizes(1, 1, 1, 1)))),
                        "line 2: it is an artifact of r2r@head, which the plan does not name"),
                refused(
                        "two lines that are wrong are both named",
                        HEAD + start.replace("\"block\":0", "\"block\":-1") + "\n{}\n" + start,
                        "line 2: ",
                        "\nline 3: "),
                refused(
                        "a time that is missing",
                        HEAD + start.replace("\"outcome\":", "\"outcome\":null,\"was\":"),
                        "line 2: "));
    }

    static Stream<Arguments> remarked() {
        return Stream.of(
                Arguments.of("nothing amiss", List.of(0, 1, 2), List.of()),
                Arguments.of(
                        "a block without its start",
                        List.of(0, 1, 3),
                        List.of("line 4: jit@head jumps to block 3; its start in block 2 is missing")),
                Arguments.of(
                        "no warm-up and more",
                        List.of(4, 5),
                        List.of("line 2: jit@head jumps to block 4; its starts in blocks 0 to 3 are missing")),
                Arguments.of(
                        "blocks in another order",
                        List.of(0, 2, 1),
                        List.of(
                                "line 3: jit@head jumps to block 2; its start in block 1 is missing",
                                "line 4: jit@head goes back to block 1 after block 2")));
    }

    /** What is there can still be paired by its block: it is used, and what is missing is named. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("remarked")
    void aGapIsNamedAndTheRestIsUsed(String name, List<Integer> blocks, List<String> remarks) throws IOException {
        SampleReader.Result result = read(
                HEAD + blocks.stream().map(block -> text(start("jit", block))).collect(Collectors.joining()));
        assertThat(result.samples().starts()).extracting(Start::block).containsExactlyElementsOf(blocks);
        assertThat(result.remarks()).containsExactlyElementsOf(remarks);
    }

    @Test
    void aFileFullOfFaultsNamesTenAndCountsTheRest() {
        assertThatThrownBy(() -> read(HEAD + "{}\n".repeat(500)))
                .message()
                .contains("line 2: ", "line 11: ", "and 490 more of the kind")
                .doesNotContain("line 12: ");
    }

    private static Arguments refused(String name, String file, String... messages) {
        return Arguments.of(name, file, Arrays.asList(messages));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatCantBeIsRefusedByItsLine(String name, String file, List<String> messages) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(SampleFormatException.class)
                .message()
                .contains(messages);
    }

    private static SampleReader.Result read(String file) throws IOException {
        return SampleReader.read(new BufferedReader(new StringReader(file)));
    }

    private static String machine() {
        return text(new SampleLine.OfMachine(new Machine(
                Architecture.X64, "cpu", 2, 1L << 33, "6.1", "Docker", "v2", "1", "0", Optional.empty(), List.of())));
    }

    private static String text(SampleLine line) {
        return Json.line().writeValueAsString(line) + "\n";
    }

    private static SampleLine start(String form, int block) {
        return new SampleLine.OfStart(new Start(
                form + "@head",
                block,
                0,
                "2026-01-01T00:00:00Z",
                new Outcome.Started(PHASES, USAGE, Optional.empty()),
                Platform.UNKNOWN,
                HOST));
    }

    private static SampleLine start(Outcome outcome, Platform platform, Host host) {
        return new SampleLine.OfStart(new Start("jit@head", 2, 1, "2026-01-01T00:00:00Z", outcome, platform, host));
    }

    private static Plan plan(BodyExpectation body) {
        return new Plan(
                "app",
                "2026-01-01T00:00:00Z",
                List.of(Variant.head("jit", Architecture.X64), Variant.head("aot", Architecture.X64)),
                "jit@head",
                new HttpScenario(
                        new HttpRequest("POST", "/users", Map.of("X-A", "b"), Optional.of("{}")),
                        new Expectation(201, Map.of("X-B", "c"), body),
                        OptionalInt.of(8080),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(5),
                        Duration.ofNanos(999_999)),
                new RunSettings(0.5, 512L << 20, Map.of("B", "2", "A", "1"), Optional.of("base:1"), true),
                new Sampling(20, 50, 6, 0.05, Long.MIN_VALUE),
                new Policy(0.1),
                List.of("the port was assumed"));
    }
}
