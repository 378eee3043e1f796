package dev.offramp.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.offramp.bundle.Bundle;
import dev.offramp.wire.WireFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What every class keeps to. */
@AnalyzeClasses(packages = "dev.offramp", importOptions = OurClasses.class)
class HabitsTest {

    /** What is static and may change, and why. Adding to it needs a reason as good. */
    private static final Map<String, String> JUSTIFIED_STATE = Map.of(
            "DjlStageEngines.SHARED", "weights are native memory, of which a process has one copy",
            "PieceCounts.RUNS",
                    "Flink copies what travels with a job, so a benchmark finds its counts by the run's name",
            "SubtaskCounts.RUNS", "as those of pieces");

    /** Two jobs may share a JVM. */
    @ArchTest
    static void there_is_no_static_state(JavaClasses classes) {
        List<String> found = classes.stream()
                .map(JavaClass::reflect)
                .flatMap(type -> StaticState.of(type).stream())
                .toList();

        assertThat(found)
                .extracting(state -> state.substring(0, state.indexOf(':')))
                .as("static and able to change: %s", found)
                .containsExactlyInAnyOrderElementsOf(JUSTIFIED_STATE.keySet());
    }

    @ArchTest
    static void nothing_is_null_unless_it_says_so(JavaClasses classes) {
        Set<String> packages = classes.stream().map(JavaClass::getPackageName).collect(toSet());

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(packageInfo(name)).as(name).hasAnnotation(NullMarked.class));
    }

    @ArchTest
    static final ArchRule names_say_what_a_class_is_for = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|(?<!Job|Task)Manager|Helper)(\\$.*)?")
            .orShould()
            .haveSimpleNameStartingWith("Abstract")
            .because("such a name says nothing; JobManager and TaskManager are words of Flink");

    @ArchTest
    static final ArchRule logging_is_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that()
            .resideOutsideOfPackages("dev.offramp.cli..", "dev.offramp.bench..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nobody_opens_a_bundle_without_asking_whom_to_trust = noClasses()
            .should()
            .callMethod(Bundle.class, "open", Path.class)
            .because("bundle.keys and bundle.roots hold wherever a bundle is opened; without them is for tests");

    @ArchTest
    static final ArchRule formats_are_called_so =
            classes().that().implement(WireFormat.class).should().haveSimpleNameEndingWith("Format");

    /** A name then says which is meant, and no file needs both in full. */
    @ArchTest
    static void types_of_the_job_do_not_share_names_with_those_of_topics(JavaClasses classes) {
        JavaClasses ofTopics = new ClassFileImporter().importPackages("dev.offramp.schema");

        assertThat(topLevelNames(ofTopics)).isNotEmpty().doesNotContainAnyElementsOf(topLevelNames(classes));
    }

    private static Set<String> topLevelNames(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getSimpleName)
                .collect(toSet());
    }

    private static Class<?> packageInfo(String name) throws ClassNotFoundException {
        return Class.forName(name + ".package-info");
    }
}
