package dev.coldstart.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options are read at the edge, the engine is chosen at the edge, and the packages between know neither. */
class ArchitectureTest {

    private static final JavaClasses CLI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldstart.cli");

    static Stream<ArchRule> rules() {
        return Stream.of(
                slices().matching("dev.coldstart.cli.(*)..").should().beFreeOfCycles(),
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.coldstart.cli.(*)..")
                        .and()
                        .resideOutsideOfPackage("..cli.command..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("picocli.."))
                        .because("only commands know their options"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..cli.command..")
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.coldstart.measure.engine.docker..", "com.github.dockerjava.."))
                        .because("a second engine changes the commands alone"),
                noClasses()
                        .that()
                        .resideInAnyPackage("..cli.build..", "..cli.config..", "..cli.init..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("..measure.engine..", "..measure.run.."))
                        .because("building and reading a configuration need no engine"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLI);
    }

    /** A rule about classes that were not found would hold for ever. */
    @Test
    void theClassesAreFound() {
        assertThat(CLI.contain("dev.coldstart.cli.Main")).isTrue();
        assertThat(CLI.contain("dev.coldstart.cli.command.CompareCommand")).isTrue();
    }
}
