package dev.coldstart.cli.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in traces and symbols of the same methods, as the .NET 9 native compiler made them. */
class MangledNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '\0', textBlock = """
            Program.<Main> Crash_App_Program___Main_
            Program.<Main>$ Crash_App_Program___Main__
            Program.<<Main>$>d__0.MoveNext Crash_App_Program___Main___d__0__MoveNext
            Program.<<Main>$>g__Local|0_1 Crash_App_Program____Main___g__Local_0_1
            Program.<>c.<<Main>$>b__0_7 Crash_App_Program___c____Main___b__0_7
            Program.<>c.<<<Main>$>b__0_8>d.MoveNext Crash_App_Program___c____Main___b__0_8_d__MoveNext
            Crash.Deep.Worker.Fail Crash_App_Crash_Deep_Worker__Fail
            Crash.Deep.Worker.Fail Crash_App_Crash_Deep_Worker__Fail_0
            Crash.Deep.Worker.<FailAsync>d__2.MoveNext Crash_App_Crash_Deep_Worker__FailAsync_d__2__MoveNext
            Crash.Deep.Worker.Inner.Go Crash_App_Crash_Deep_Worker_Inner__Go
            Crash.Deep.Worker.Inner.get_Broken Crash_App_Crash_Deep_Worker_Inner__get_Broken
            Crash.Deep.Worker.Inner.IThing.Do Crash_App_Crash_Deep_Worker_Inner__IThing_Do
            Crash.Deep.Worker.Bad..ctor Crash_App_Crash_Deep_Worker_Bad___ctor
            Static..cctor Crash_App_Static___cctor
            Crash.Deep.Box`1.Open Crash_App_Crash_Deep_Box_1<System___Canon>__Open
            Crash.Deep.Box`1.Open Crash_App_Crash_Deep_Box_1<Crash_App_Point>__Open
            System.Text.Json.JsonSerializer.GetTypeInfo[T] System_Text_Json_System_Text_Json_JsonSerializer__GetTypeInfo<System___Canon>
            """)
    void fits(String method, String symbol) {
        assertThat(MangledName.of(method).fits(symbol)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '\0', textBlock = """
            Program.Fail Crash_App_Program__Failed
            Program.Fail Crash_App_MyProgram__Fail
            Crash.Deep.Worker.Fail Crash_App_Crash_Deep_Worker__FailAsync
            Crash.Deep.Worker.Fail Crash_App_Crash_Deep_Worker__Fail_Fast
            Crash.Deep.Worker.Fail unbox_Crash_App_Crash_Deep_Worker__Fail
            Crash.Deep.Worker.Fail <Boxed>Crash_App_Crash_Deep_Worker__Fail
            Worker.Inner.Go Crash_App_Worker_Inner_Go
            main main
            Program. Crash_App_Program__
            . _
            """)
    void doesNotFit(String method, String symbol) {
        assertThat(MangledName.of(method).fits(symbol)).isFalse();
    }
}
