package dev.coldstart.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The data file itself, entry by entry. */
class DiagnosisFileTest {

    private static final Path FILE = Path.of("src/main/resources/dev/coldstart/core/diagnosis/diagnosis.json");
    private static final Path SCHEMA = Path.of("../docs/schema/diagnosis.schema.json");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)(:csharp)?\\}");

    static Stream<Entry> entries() {
        return Catalogue.standard().entries().stream();
    }

    @Test
    void isAsTheSchemaSays() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA));
        assertThat(schema.validate(Files.readString(FILE), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(
                        "{\"entries\":[{\"id\":\"x\",\"sentence\":\"A.\",\"remedy\":\"B.\"}]}", InputFormat.JSON))
                .as("an entry that can never match")
                .isNotEmpty();
    }

    @Test
    void idsAndCodesAreThereOnce() {
        List<String> ids = entries().map(Entry::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<String> codes = entries().flatMap(e -> e.codes().stream()).toList();
        List<String> single = codes.stream().filter(c -> !c.contains("..")).toList();
        assertThat(single)
                .allSatisfy(code ->
                        assertThat(entries().filter(e -> e.explains(code))).hasSize(1));
        assertThat(codes)
                .allSatisfy(range -> assertThat(entries().filter(e -> e.explains(range.replaceFirst("\\.\\..*", ""))))
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyPlaceholderIsFilledWhateverMatched(Entry entry) {
        Set<String> asked = new HashSet<>();
        for (String text : List.of(entry.sentence(), entry.remedy())) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        asked.removeAll(entry.defaults().keySet());
        assertThat(entry.patterns())
                .allSatisfy(p -> assertThat(p.namedGroups().keySet()).containsAll(asked));
        if (!asked.isEmpty()) {
            assertThat(entry.codes()).isEmpty();
            assertThat(entry.reasons()).isEmpty();
            assertThat(entry.signals()).isEmpty();
        }
    }

    /** No links, no markup, whole sentences. */
    @ParameterizedTest
    @MethodSource("entries")
    void textsArePlainSentences(Entry entry) {
        for (String text : List.of(entry.sentence(), entry.remedy())) {
            assertThat(text).doesNotContain("://", "www.", "`", "\n").matches("[A-Zd{].*");
            assertThat(text).matches(".*(?:[.]|\\{what\\})$");
        }
    }

    /** An entry that no message of the tests calls for would not be missed if it broke. */
    @Test
    void everyEntryWithAPatternIsProvokedByAMessage() throws IOException {
        List<String> provoked = new ArrayList<>();
        CatalogueTest.run().map(CatalogueTest.Message::id).forEach(provoked::add);
        CatalogueTest.build().map(CatalogueTest.Message::id).forEach(provoked::add);
        assertThat(provoked)
                .containsAll(entries()
                        .filter(e -> !e.patterns().isEmpty())
                        .map(Entry::id)
                        .toList());
    }
}
