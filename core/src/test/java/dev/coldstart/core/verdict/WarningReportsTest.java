package dev.coldstart.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.Comparisons;
import dev.coldstart.core.artifact.BuildPackage;
import dev.coldstart.core.artifact.BuildWarning;
import dev.coldstart.core.report.WarningReport;
import dev.coldstart.core.sample.SampleSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings at head against those at base, and whose they are. */
class WarningReportsTest {

    private static final BuildWarning CALL = new BuildWarning("IL2026", "Api", "Program.cs(14,9)", "Using member 'X'.");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            IL2026 | Api  | Program.cs(14,9)           | Using member 'X'.            | the same
            IL2026 | Api  | Program.cs(99,1)           | Using member 'X'.            | the same
            IL2026 | Api  | Startup.cs(14,9)           | Using member 'X'.            | the same
            IL3050 | Api  | Program.cs(14,9)           | Using member 'X'.            | new
            IL2026 | Lib  | Program.cs(14,9)           | Using member 'X'.            | new
            IL2026 | Api  | Program.cs(14,9)           | Using member 'Y'.            | new
            """)
    void whatMakesAWarningTheSame(String code, String assembly, String place, String message, String expected) {
        WarningReport report = compared(List.of(new BuildWarning(code, assembly, place, message)), List.of(CALL));
        boolean same = expected.equals("the same");
        assertThat(report.added()).hasValue(same ? 0 : 1);
        assertThat(report.gone()).hasValue(same ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Program.<Main>b__0_3(Int32)         ; Program.<Main>b__0_4(Int32)         ; 0
            Program.<<Main>$>g__Local|0_1(Int32) ; Program.<<Main>$>g__Local|1_7(Int32) ; 0
            Shop.<Get>d__7.MoveNext()           ; Shop.<Get>d__8.MoveNext()           ; 0
            Shop.<>c__DisplayClass3_0.<Get>b__1 ; Shop.<>c__DisplayClass4_0.<Get>b__1 ; 0
            Shop.Get(Int32)                     ; Shop.Get(Int64)                     ; 1
            Shop.Get1()                         ; Shop.Get2()                         ; 1
            """)
    void ofAMemberTheCompilersNumbersDoNotCount(String head, String base, int fresh) {
        WarningReport report = compared(
                List.of(new BuildWarning("IL2026", "", head, "m")), List.of(new BuildWarning("IL2026", "", base, "m")));
        assertThat(report.added()).hasValue(fresh);
        assertThat(report.gone()).hasValue(fresh);
    }

    /** Of several calls alike the one where none was is the new one. */
    @Test
    void theOneInANewPlaceIsTheNewOne() {
        BuildWarning added = new BuildWarning("IL2026", "Api", "Other.cs(3,1)", "Using member 'X'.");
        WarningReport report = compared(List.of(added, CALL), List.of(CALL));
        assertThat(report.newOnes()).containsExactly(added);
        assertThat(report.goneOnes()).isEmpty();
        assertThat(report.codes()).extracting(WarningReport.ByCode::added).containsExactly(1);
    }

    @Test
    void whatIsOnlyAtBaseIsGone() {
        WarningReport report = compared(List.of(), List.of(CALL));
        assertThat(report.count()).isZero();
        assertThat(report.goneOnes()).containsExactly(CALL);
    }

    @Test
    void withoutABaseNothingIsNew() {
        Comparisons made = new Comparisons(1);
        SampleSet samples = made.warned(List.of(CALL))
                .variant("aot@head", 1, 2, made.around(20))
                .samples();
        WarningReport report =
                ReportBuilder.build(samples, List.of()).warnings().getFirst();
        assertThat(report.against()).isEmpty();
        assertThat(report.added()).isEmpty();
        assertThat(report.gone()).isEmpty();
    }

    /** Its build stopped in the middle of its warnings. */
    @Test
    void aBaseThatWasNotBuiltIsNoMeasure() {
        Comparisons made = new Comparisons(1);
        SampleSet samples = made.warned(List.of(CALL))
                .variant("aot@head", 1, 2, made.around(20))
                .notBuilt("aot@base", "it broke")
                .samples();
        assertThat(ReportBuilder.build(samples, List.of()).warnings())
                .filteredOn(r -> r.variant().equals("aot@head"))
                .singleElement()
                .satisfies(r -> assertThat(r.against()).isEmpty());
    }

    @Test
    void aBaseWhoseWarningsAreNotKnownIsNoMeasure() {
        Comparisons made = new Comparisons(1);
        SampleSet samples = made.warned(List.of(CALL))
                .variant("aot@head", 1, 2, made.around(20))
                .variant("aot@base", 1, 2, made.around(20))
                .unheard("aot@base")
                .samples();
        assertThat(ReportBuilder.build(samples, List.of()).warnings())
                .singleElement()
                .satisfies(r -> assertThat(r.newOnes()).isEmpty());
    }

    @Test
    void aWarningBelongsToThePackageThatBringsTheAssembly() {
        Comparisons made = new Comparisons(1);
        SampleSet samples = made.packages(List.of(
                        new BuildPackage("Newtonsoft.Json", "13.0.4", List.of("Newtonsoft.Json")),
                        new BuildPackage("Sqlite.Bundle", "2.1.0", List.of("Sqlite.Core", "Sqlite.Provider"))))
                .warned(List.of(
                        new BuildWarning("IL2104", "Sqlite.Core", "", "a"),
                        new BuildWarning("IL3053", "Sqlite.Provider", "", "b"),
                        new BuildWarning("IL2104", "Newtonsoft.Json", "", "c"),
                        CALL,
                        new BuildWarning("IL2026", "", "System.Data.DataSet.ReadXml()", "d")))
                .variant("aot@head", 1, 2, made.around(20))
                .samples();
        WarningReport report =
                ReportBuilder.build(samples, List.of()).warnings().getFirst();
        assertThat(report.packages())
                .extracting(p -> p.name() + " " + p.version().orElse("-") + " " + p.codes())
                .containsExactly(
                        "Sqlite.Bundle 2.1.0 {IL2104=1, IL3053=1}",
                        " - {IL2026=1}",
                        "Api - {IL2026=1}",
                        "Newtonsoft.Json 13.0.4 {IL2104=1}");
    }

    private static WarningReport compared(List<BuildWarning> head, List<BuildWarning> base) {
        Comparisons made = new Comparisons(1);
        SampleSet samples = made.warned(head)
                .variant("aot@head", 1, 2, made.around(20))
                .warned(base)
                .variant("aot@base", 1, 2, made.around(20))
                .samples();
        return ReportBuilder.build(samples, List.of()).warnings().stream()
                .filter(r -> r.variant().equals("aot@head"))
                .findFirst()
                .orElseThrow();
    }
}
