package dev.coldstart.core;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a report a function of its samples: no network, no clock, no files but the samples', no cycles. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldstart.core");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "java.net..", "java.nio.channels..", "java.sql..", "com.github.dockerjava.."))
                        .because("core speaks to nobody"),
                noClasses()
                        .should()
                        .callMethodWhere(clock(System.class, "currentTimeMillis|nanoTime"))
                        .orShould()
                        .callMethodWhere(clock(Instant.class, "now"))
                        .orShould()
                        .callMethodWhere(clock(Clock.class, "system.*|tick.*"))
                        .orShould()
                        .callMethodWhere(
                                target(nameMatching("now")).and(target(owner(resideInAPackage("java.time..")))))
                        .because("time comes with the samples"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..core.sample..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("java.nio.file..").or(fileInJavaIo()))
                        .because("only samples are files"),
                slices().matching("dev.coldstart.core.(*)..").should().beFreeOfCycles());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CORE);
    }

    /** A rule about classes that were not found would hold for ever. */
    @Test
    void theClassesAreFound() {
        assertThat(CORE.contain("dev.coldstart.core.verdict.ReportBuilder")).isTrue();
        assertThat(CORE.contain("dev.coldstart.core.sample.file.SampleWriter")).isTrue();
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaCall<?>> clock(Class<?> type, String name) {
        return target(owner(JavaClass.Predicates.type(type))).and(target(nameMatching(name)));
    }

    private static DescribedPredicate<JavaClass> fileInJavaIo() {
        return JavaClass.Predicates.assignableTo(File.class)
                .or(JavaClass.Predicates.assignableTo(java.io.FileInputStream.class))
                .or(JavaClass.Predicates.assignableTo(java.io.FileOutputStream.class))
                .or(JavaClass.Predicates.assignableTo(java.io.RandomAccessFile.class))
                .or(JavaClass.Predicates.assignableTo(java.io.FileReader.class))
                .or(JavaClass.Predicates.assignableTo(java.io.FileWriter.class));
    }
}
