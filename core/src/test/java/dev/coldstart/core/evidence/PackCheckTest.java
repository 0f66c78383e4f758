package dev.coldstart.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was done to a pack, and what is said of it. */
final class PackCheckTest {

    @FunctionalInterface
    interface Deed {
        void doTo(MemoryPack pack) throws IOException;
    }

    /** @param says each as {@code kind file: detail}, of which the beginning is compared */
    record Case(String name, Deed deed, List<String> says) {
        static Case of(String name, Deed deed, String... says) {
            return new Case(name, deed, List.of(says));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of("nothing", pack -> {}),
                Case.of(
                        "a log was altered",
                        pack -> edit(pack, "logs/aot@head.log", text -> text + "warning gone\n"),
                        "altered logs/aot@head.log: its content is not what was written"),
                Case.of(
                        "a log was taken out",
                        pack -> pack.files.remove("logs/aot@head.log"),
                        "missing logs/aot@head.log: it was written and is not there"),
                Case.of(
                        "a file was put in",
                        pack -> pack.files.put("extra.txt", "x"),
                        "added extra.txt: no checksum was written for it"),
                Case.of(
                        "the verdict was altered in the report",
                        pack -> edit(pack, Pack.REPORT_JSON, text -> text.replace("\"adopt\"", "\"stay\"")),
                        "altered report.json: its content is not what was written",
                        "does-not-follow report.json: verdict.answer is \"stay\", and \"adopt\" follows"),
                Case.of(
                        "the same, and the checksums made again",
                        pack -> {
                            edit(pack, Pack.REPORT_JSON, text -> text.replace("\"adopt\"", "\"stay\""));
                            pack.checksums();
                        },
                        "does-not-follow report.json: verdict.answer is \"stay\", and \"adopt\" follows"),
                Case.of(
                        "a figure and a member of the report, with checksums",
                        pack -> {
                            edit(
                                    pack,
                                    Pack.REPORT_JSON,
                                    text -> text.replaceFirst("\"starts\" : 20", "\"starts\" : 21")
                                            .replaceFirst("\"blocks\" : 20,", ""));
                            pack.checksums();
                        },
                        "does-not-follow report.json: variants[0].starts is 21, and 20 follows",
                        "does-not-follow report.json: blocks is missing, and 20 follows"),
                Case.of(
                        "the report written otherwise",
                        pack -> {
                            edit(pack, Pack.REPORT_JSON, text -> text + "\n");
                            pack.checksums();
                        },
                        "does-not-follow report.json: it has the right values, written otherwise"),
                Case.of(
                        "the report is no JSON",
                        pack -> {
                            pack.files.put(Pack.REPORT_JSON, "{");
                            pack.checksums();
                        },
                        "does-not-follow report.json: it is not valid JSON"),
                Case.of(
                        "the page, with checksums",
                        pack -> {
                            edit(pack, Pack.REPORT_HTML, text -> text.replace("Adopt", "Avoid"));
                            pack.checksums();
                        },
                        "does-not-follow report.html: it is not what the samples render as"),
                Case.of(
                        "the plan, with checksums",
                        pack -> {
                            edit(pack, Pack.PLAN, text -> text.replace("0.1", "0.9"));
                            pack.checksums();
                        },
                        "does-not-follow plan.json: policy.minimum-gain is 0.9, and 0.1 follows"),
                Case.of(
                        "one sample",
                        pack -> samples(pack, lines -> lines.set(9, lines.get(9).replace("2026-01-01", "2026-01-02"))),
                        "altered samples.jsonl: line 10 is not as it was written"),
                Case.of(
                        "a sample taken out",
                        pack -> samples(pack, lines -> lines.remove(9)),
                        "altered samples.jsonl: line 10 of those that were written is missing",
                        "does-not-follow report.json: "),
                Case.of(
                        "the end cut off",
                        pack -> samples(
                                pack, lines -> lines.subList(40, lines.size()).clear()),
                        "altered samples.jsonl: line 41 of those that were written is missing",
                        "does-not-follow report.json: "),
                Case.of(
                        "two samples in another order",
                        pack -> samples(pack, lines -> Collections.swap(lines, 9, 10)),
                        "altered samples.jsonl: from line 10 on the lines are in another order"),
                Case.of(
                        "a note put in",
                        pack -> samples(pack, lines -> lines.add(2, "{\"line\":\"note\",\"note\":\"all is well\"}")),
                        "altered samples.jsonl: line 3 was added",
                        "does-not-follow report.json: notes[0] is missing, and \"all is well\" follows"),
                Case.of(
                        "a sample that can't be",
                        pack -> samples(
                                pack, lines -> lines.set(9, lines.get(9).replace("\"block\":3", "\"block\":-3"))),
                        "altered samples.jsonl: line 10 is not as it was written",
                        "unreadable samples.jsonl: line 10: "),
                Case.of(
                        "no samples",
                        pack -> pack.files.remove(Pack.SAMPLES),
                        "missing samples.jsonl: it was written and is not there"),
                Case.of(
                        "no samples, with checksums",
                        pack -> {
                            pack.files.remove(Pack.SAMPLES);
                            pack.checksums();
                        },
                        "missing samples.jsonl: it is not there, so nothing can be computed again"),
                Case.of(
                        "no page, with checksums",
                        pack -> {
                            pack.files.remove(Pack.REPORT_HTML);
                            pack.checksums();
                        },
                        "missing report.html: it is not there, and every pack has it"),
                Case.of(
                        "no checksums",
                        pack -> pack.files.remove(Pack.CHECKSUMS),
                        "missing SHA256SUMS: it is not there"),
                Case.of(
                        "checksums that are none",
                        pack -> edit(pack, Pack.CHECKSUMS, text -> text.replaceFirst("^[0-9a-f]{4}", "zzzz")),
                        "unreadable SHA256SUMS: line 1 is no checksum"),
                Case.of(
                        "a checksum twice",
                        pack -> edit(
                                pack,
                                Pack.CHECKSUMS,
                                text -> text.lines().findFirst().orElseThrow() + "\n" + text),
                        "unreadable SHA256SUMS: line 2 names README.md again"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatWasDone(Case one) throws IOException {
        MemoryPack pack = MemoryPack.example();
        one.deed().doTo(pack);
        PackCheck.Result result = PackCheck.of(pack, MemoryPack.VERSION);
        List<String> said = result.findings().stream()
                .map(f -> f.kind().id() + " " + f.file() + ": " + f.detail())
                .toList();
        for (String expected : one.says()) {
            assertThat(said).anySatisfy(finding -> assertThat(finding).startsWith(expected));
        }
        assertThat(result.intact()).isEqualTo(one.says().isEmpty());
    }

    /** Whatever is altered in one file, no other file is accused of having been altered. */
    @ParameterizedTest
    @MethodSource("cases")
    void accusesNobodyElse(Case one) throws IOException {
        MemoryPack pack = MemoryPack.example();
        one.deed().doTo(pack);
        List<String> named = one.says().stream()
                .map(s -> s.split(" ", 3)[1].replaceFirst(":$", ""))
                .toList();
        assertThat(PackCheck.of(pack, MemoryPack.VERSION).findings().stream()
                        .filter(f -> f.kind() != PackFinding.Kind.DOES_NOT_FOLLOW)
                        .map(PackFinding::file))
                .isSubsetOf(named);
    }

    /** The same pack, looked at with another coldstart: how a page looks may differ, what was measured may not. */
    @Test
    void anotherVersionMayRenderOtherwise() throws IOException {
        MemoryPack pack = MemoryPack.example();
        edit(pack, Pack.REPORT_MARKDOWN, text -> text.replace("Medians", "Middles"));
        pack.checksums();
        PackCheck.Result result = PackCheck.of(pack, "0.2.0");
        assertThat(result.findings()).isEmpty();
        assertThat(result.notes())
                .containsExactly(
                        "report.md was rendered by coldstart 0.1.0; this is 0.2.0, which renders it otherwise");

        edit(pack, Pack.REPORT_JSON, text -> text.replace("\"adopt\"", "\"stay\""));
        pack.checksums();
        assertThat(PackCheck.of(pack, "0.2.0").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail())
                        .contains("verdict.answer", "coldstart 0.1.0 wrote it", "verify it with that version"));
    }

    @Test
    void manyAlteredLinesAreCounted() throws IOException {
        MemoryPack pack = MemoryPack.example();
        samples(pack, lines -> lines.replaceAll(line -> line + " "));
        assertThat(PackCheck.of(pack, MemoryPack.VERSION).findings().stream()
                        .filter(f -> f.file().equals(Pack.SAMPLES))
                        .map(PackFinding::detail))
                .startsWith("line 1 is not as it was written")
                .endsWith("and 39 lines more")
                .hasSize(11);
    }

    private static void edit(MemoryPack pack, String name, UnaryOperator<String> edit) {
        pack.files.compute(name, (n, text) -> {
            String edited = edit.apply(String.valueOf(text));
            assertThat(edited).as("the test's own edit").isNotEqualTo(text);
            return edited;
        });
    }

    private static void samples(MemoryPack pack, java.util.function.Consumer<List<String>> edit) {
        edit(pack, Pack.SAMPLES, text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            edit.accept(lines);
            return lines.stream().collect(Collectors.joining("\n", "", "\n"));
        });
    }
}
