package dev.coldstart.service;

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

/** Who may know whom, so that a second engine is one more package and the worker does not notice. */
final class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldstart.service");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAnyPackage("..service.artifact..", "..service.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("..service.worker..")
                        .because("the worker uses them, and not the other way round"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..service.engine.docker..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.github.dockerjava..",
                                "com.google.cloud.tools.jib..",
                                "dev.coldstart.service.engine.docker..")
                        .because("Docker is one engine of several"),
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "..service.access..",
                                "..service.api..",
                                "..service.archive..",
                                "..service.queue..",
                                "..service.store..",
                                "..service.upload..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("..service.engine..", "..service.worker..")
                        .because("what takes uploads holds no engine"),
                slices().matching("dev.coldstart.service.(**)").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(SERVICE);
    }

    /** A rule about classes that were not found would hold for ever. */
    @Test
    void theClassesAreFound() {
        assertThat(SERVICE.contain("dev.coldstart.service.worker.Worker")).isTrue();
        assertThat(SERVICE.contain("dev.coldstart.service.engine.docker.DockerEngine"))
                .isTrue();
        assertThat(SERVICE.contain("dev.coldstart.service.api.Api")).isTrue();
        assertThat(SERVICE.contain("dev.coldstart.service.artifact.PublishedFolder"))
                .isTrue();
    }
}
