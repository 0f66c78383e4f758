package dev.coldstart.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** That no package needs one which needs it; that there is no engine on the class path is the pom's to hold. */
final class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldstart.service");

    @Test
    void itsPackagesHaveNoCycles() {
        slices().matching("dev.coldstart.service.(**)")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void whatIsShownAsksThoseWhoOwnTheTables() {
        noClasses()
                .that()
                .resideInAnyPackage("..service.api..", "..service.dashboard..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jdbi..")
                .check(SERVICE);
    }

    /** A rule about classes that were not found would hold for ever. */
    @Test
    void theClassesAreFound() {
        assertThat(SERVICE.contain("dev.coldstart.service.api.Api")).isTrue();
    }
}
