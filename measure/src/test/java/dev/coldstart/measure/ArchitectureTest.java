package dev.coldstart.measure;

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

/** Who may know whom, so that a second engine is one more package and a running comparison does not notice. */
final class ArchitectureTest {

    private static final JavaClasses MEASURE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldstart.measure");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage("..measure.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("..measure.run..")
                        .because("a comparison uses engines, and not the other way round"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..measure.engine.docker..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.github.dockerjava..",
                                "com.google.cloud.tools.jib..",
                                "dev.coldstart.measure.engine.docker..")
                        .because("Docker is one engine of several"),
                slices().matching("dev.coldstart.measure.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MEASURE);
    }

    /** A rule about classes that were not found would hold for ever. */
    @Test
    void theClassesAreFound() {
        assertThat(MEASURE.contain("dev.coldstart.measure.run.Worker")).isTrue();
        assertThat(MEASURE.contain("dev.coldstart.measure.engine.docker.DockerEngine"))
                .isTrue();
    }
}
