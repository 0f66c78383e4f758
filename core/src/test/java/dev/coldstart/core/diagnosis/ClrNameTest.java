package dev.coldstart.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClrNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            User                                                          | User
            Users.Api.User                                                | Users.Api.User
            Users.Api.Order+Line                                          | Users.Api.Order.Line
            User[]                                                        | User[]
            User[][,]                                                     | User[][,]
            System.Collections.Generic.List`1[User]                       | System.Collections.Generic.List<User>
            System.Collections.Generic.List`1[User][]                     | System.Collections.Generic.List<User>[]
            System.Collections.Generic.Dictionary`2[System.String,User]   | System.Collections.Generic.Dictionary<System.String, User>
            A`1[B`1[C[]]]                                                 | A<B<C[]>>
            A`1+B`1[C,D]                                                  | A<C>.B<D>
            A`1[[B, Lib, Version=1.0.0.0, Culture=neutral]]               | A<B>
            A`2[[B, Lib, Version=1.0.0.0],[C, Lib]]                       | A<B, C>
            A`1                                                           | A<>
            A`2                                                           | A<,>
            A`2[B]                                                        | A`2[B]
            A`1[                                                          | A`1[
            A`1[B                                                         | A`1[B
            <>c                                                           | <>c
            a b                                                           | a b
            """)
    void isWrittenAsInCSharp(String name, String csharp) {
        assertThat(ClrName.inCSharp(name)).isEqualTo(csharp);
    }

    @ParameterizedTest
    @CsvSource({"1", "200", "5000"})
    void theDepthIsBounded(int depth) {
        String name = "A`1[".repeat(depth) + "B" + "]".repeat(depth);
        assertThat(ClrName.inCSharp(name)).isIn(name, "A<".repeat(depth) + "B" + ">".repeat(depth));
    }
}
