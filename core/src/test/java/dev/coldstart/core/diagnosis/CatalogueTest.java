package dev.coldstart.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.sample.FailureReason;
import dev.coldstart.core.sample.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as runtimes, SDK, JDK and loaders really print them, most of them provoked, and what is made of them. */
class CatalogueTest {

    record Message(
            String id,
            String line,
            Optional<String> says,
            Optional<String> advises,
            Optional<String> signal,
            Optional<FailureReason> reason) {}

    record Messages(List<Message> run, List<Message> build) {}

    private static Messages messages() throws IOException {
        try (InputStream in = Objects.requireNonNull(CatalogueTest.class.getResourceAsStream("messages.json"))) {
            return Json.line().readValue(in, Messages.class);
        }
    }

    static Stream<Message> run() throws IOException {
        return messages().run().stream();
    }

    static Stream<Message> build() throws IOException {
        return messages().build().stream();
    }

    @ParameterizedTest
    @MethodSource("run")
    void aFailedStartIsExplained(Message message) {
        List<Diagnosis> found =
                Catalogue.standard().ofFailure("aot@head", failure(message, "", List.of(message.line())));
        check(message, found);
    }

    /** A status in place of the expected one comes with the beginning of the body, which can hold the same words. */
    @ParameterizedTest
    @MethodSource("run")
    void soIsOneWhoseDetailSaysIt(Message message) {
        List<Diagnosis> found = Catalogue.standard().ofFailure("aot@head", failure(message, message.line(), List.of()));
        check(message, found);
    }

    @ParameterizedTest
    @MethodSource("build")
    void aFailedBuildIsExplained(Message message) {
        check(message, Catalogue.standard().ofBuild(record(Optional.of("dotnet failed"), List.of(message.line()))));
        check(message, Catalogue.standard().ofBuild(record(Optional.of(message.line()), List.of())));
    }

    @ParameterizedTest
    @MethodSource("build")
    void aBuildThatWentWellIsNot(Message message) {
        assertThat(Catalogue.standard().ofBuild(record(Optional.empty(), List.of(message.line()))))
                .isEmpty();
    }

    private static void check(Message message, List<Diagnosis> found) {
        assertThat(found).isNotEmpty();
        Diagnosis first = found.getFirst();
        assertThat(first.id()).isEqualTo(message.id());
        assertThat(first.sentence()).contains(message.says().orElse("")).doesNotContain("{", "}");
        assertThat(first.remedy()).contains(message.advises().orElse("")).doesNotContain("{", "}");
    }

    /** What is only a warning in a failed build is not why it failed. */
    @Test
    void aWarningIsNoFailure() {
        List<Diagnosis> found = Catalogue.standard()
                .ofBuild(record(
                        Optional.of("NETSDK1207: Ahead-of-time compilation is not supported."),
                        List.of(
                                "Program.cs(1,1): warning IL2026: Using member 'X'",
                                "x : warning NU1901: vulnerable")));
        assertThat(found).extracting(Diagnosis::id).containsExactly("aot-framework");
    }

    @ParameterizedTest
    @CsvSource({
        "IL2026, trim-unsafe-call",
        "IL2046, trim-annotation-mismatch",
        "IL2050, trim-com",
        "IL2055, trim-make-generic",
        "IL2057, trim-type-by-name",
        "IL2062, trim-unknown-value",
        "IL2067, trim-annotation-missing",
        "IL2075, trim-annotation-missing",
        "IL2091, trim-annotation-missing",
        "IL2092, trim-annotation-mismatch",
        "IL2104, trim-package",
        "IL2111, trim-annotated-member-reflection",
        "IL3000, single-file-location",
        "IL3002, single-file-call",
        "IL3003, single-file-mismatch",
        "IL3050, aot-dynamic-code",
        "IL3051, aot-annotation-mismatch",
        "IL3052, aot-com",
        "IL3053, aot-package",
        "IL3054, aot-generic-recursion",
        "IL3055, aot-interop-delegate",
        "SYSLIB1031, json-generator",
        "RDG012, request-delegate-generator"
    })
    void aCodeIsExplained(String code, String id) {
        assertThat(Catalogue.standard().ofCode(code)).map(Explanation::id).contains(id);
    }

    /** Every code of trimming and of native compilation that exists has a word said about it. */
    @Test
    void noCodeOfTheFamiliesIsLeftOut() {
        List<String> unknown = IntStream.rangeClosed(2026, 2123)
                .filter(n -> n != 2047 && n != 2124)
                .mapToObj(n -> "IL" + n)
                .filter(code -> Catalogue.standard().ofCode(code).isEmpty())
                .toList();
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"IL20260", "IL1", "CS8618", "XIL2026", "IL2126", "il2026", "''"})
    void anUnknownCodeIsNot(String code) {
        assertThat(Catalogue.standard().ofCode(code)).isEmpty();
    }

    @Test
    void severalTypesAreEachNamedAndAFloodIsCut() {
        List<String> log = IntStream.range(0, 50)
                .mapToObj(i -> "JsonTypeInfo metadata for type 'T" + i / 2
                        + "' was not provided by TypeInfoResolver of type 'A'.")
                .toList();
        assertThat(Catalogue.standard().ofLog("aot@head", log))
                .extracting(d -> d.remedy().substring(0, 33))
                .containsExactly(
                        "Add [JsonSerializable(typeof(T0))",
                        "Add [JsonSerializable(typeof(T1))",
                        "Add [JsonSerializable(typeof(T2))");
    }

    /** What only says that something was not handled is left out where the cause is known. */
    @Test
    void aFallbackIsOnlyThatOne() {
        String known =
                "Unhandled exception. System.PlatformNotSupportedException: Dynamic code generation is not supported on this platform.";
        assertThat(Catalogue.standard().ofLog("aot@head", List.of(known)))
                .extracting(Diagnosis::id)
                .containsExactly("emit");
        assertThat(Catalogue.standard().ofLog("aot@head", List.of("Unhandled exception. X: y")))
                .extracting(Diagnosis::id)
                .containsExactly("unhandled-exception");
        assertThat(Catalogue.standard().ofLog("aot@head", List.of("all is well")))
                .isEmpty();
    }

    /** Whatever it says, what is kept of it is short. */
    @ParameterizedTest
    @MethodSource("hostileLines")
    void aHostileLineIsBounded(String line) {
        List<Diagnosis> found = Catalogue.standard().ofLog("aot@head", List.of(line, line));
        assertThat(found).allSatisfy(d -> {
            assertThat(d.evidence().length()).isLessThanOrEqualTo(301);
            assertThat(d.sentence().length()).isLessThan(1200);
            assertThat(d.remedy().length()).isLessThan(1500);
        });
    }

    static Stream<String> hostileLines() throws IOException {
        Stream<String> repeated = Stream.of(
                        "a", "(", "'", "`1[", "[[", "<", "at ", " ", "\u00a0", "{type}", "$1", "\\", "ab: ")
                .map(s -> s.repeat(200_000 / s.length()));
        List<Message> known = messages().run();
        Stream<String> stretched = known.stream().map(m -> m.line().replace("'", "'" + "x'".repeat(5_000)));
        Stream<String> after = known.stream().map(m -> "x".repeat(590) + m.line());
        Stream<String> all = Stream.of(known.stream().map(Message::line).collect(Collectors.joining(" ")));
        return Stream.of(repeated, stretched, after, all).flatMap(s -> s);
    }

    /** A captured text can't smuggle a placeholder into the sentence. */
    @Test
    void aCapturedTextIsNotReadAgain() {
        List<Diagnosis> found = Catalogue.standard()
                .ofLog(
                        "aot@head",
                        List.of(
                                "JsonTypeInfo metadata for type '{context}' was not provided by TypeInfoResolver of type 'A'"));
        assertThat(found.getFirst().sentence()).contains("no metadata for {context}:");
        assertThat(found.getFirst().remedy()).contains("typeof({context})");
    }

    @Test
    void theLastCauseOfAJavaTraceIsTheReason() {
        List<String> trace = List.of(
                "Exception in thread \"main\" com.example.StartException: can't start",
                "\tat com.example.Main.main(Main.java:9)",
                "Caused by: com.example.WiringException: no bean",
                "\tat com.example.Wiring.wire(Wiring.java:30)",
                "\t... 3 more",
                "Caused by: java.nio.file.NoSuchFileException: config.yml",
                "\t... 12 more");
        List<Diagnosis> found = Catalogue.standard().ofLog("jit@head", trace);
        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.sentence()).contains("java.nio.file.NoSuchFileException: config.yml");
            assertThat(d.evidence()).startsWith("Caused by: java.nio.file.NoSuchFileException");
        });
    }

    @Test
    void nothingIsSaidToBeTrimmedAwayWhereNothingIs() {
        for (String line : List.of(
                "Unhandled exception. System.InvalidOperationException: from main",
                "System.MissingMethodException: No parameterless constructor defined for type 'Shop.Order'.",
                "java.lang.ClassNotFoundException: com.example.Driver",
                "java.lang.NoSuchMethodError: 'void com.example.A.b()'")) {
            for (String form : List.of("jit", "jit-extracted", "r2r-composite", "aot-cache")) {
                assertThat(Catalogue.standard().ofLog(form + "@head", List.of(line)))
                        .isNotEmpty()
                        .noneMatch(d -> d.remedy()
                                .matches("(?s).*(was trimmed|Dynamic(Dependency|ally)|native image|native form).*"));
            }
            assertThat(Catalogue.standard().ofLog("aot@head", List.of(line)))
                    .anyMatch(d -> d.remedy().matches("(?s).*(trimmed|Dynamic|native image).*"));
        }
    }

    private static Outcome.Failed failure(Message message, String detail, List<String> log) {
        return new Outcome.Failed(
                message.reason().orElse(FailureReason.EXITED), detail, OptionalInt.empty(), message.signal(), log);
    }

    private static BuildRecord record(Optional<String> failure, List<String> log) {
        return new BuildRecord("aot@head", "dotnet publish", 1, List.of(), failure, log);
    }
}
