package dev.offramp.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.util.OutputTag;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.offramp", importOptions = OurClasses.class)
class DependenciesTest {

    /** From those that know nobody to those that know all; a package knows only those before it. */
    private static final List<String> ORDER = List.of(
            "access",
            "wire",
            "settings",
            "video",
            "sample",
            "rejects",
            "registry",
            "policy",
            "budget",
            "bundle",
            "model",
            "refresh",
            "admission",
            "stage",
            "offline",
            "exit",
            "results",
            "throughput",
            "steer",
            "clips",
            "frames",
            "kafka",
            "sql",
            "job",
            "cli",
            "bench");

    @ArchTest
    static void dependencies_point_one_way(JavaClasses classes) {
        for (int i = 0; i + 1 < ORDER.size(); i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(DependenciesTest::everythingIn)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(everythingIn(ORDER.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .because("packages know only those before them in " + ORDER)
                    .check(classes);
        }
    }

    @ArchTest
    static void every_package_has_its_place_in_the_order(JavaClasses classes) {
        assertThat(classes)
                .allSatisfy(type -> assertThat(ORDER).as(type.getName()).anyMatch(name -> (type.getPackageName() + ".")
                        .startsWith("dev.offramp." + name + ".")));
    }

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("dev.offramp.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_parts_of_the_command_line_are_free_of_cycles =
            slices().matching("dev.offramp.(cli|bench).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_djl_package_knows_djl = noClasses()
            .that()
            .resideOutsideOfPackages("..stage.djl..", "..bench.peers..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("native memory must have one owner; a measurement has what others would write with DJL beside it");

    @ArchTest
    static final ArchRule only_the_video_package_knows_ffmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("dev.offramp.video..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..")
            .because("native memory must have one owner");

    @ArchTest
    static final ArchRule only_job_and_command_line_choose_the_engine = noClasses()
            .that()
            .resideOutsideOfPackages("..stage.djl..", "..job..", "..cli..", "..bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.offramp.stage.djl..")
            .because("tests and other engines take its place");

    @ArchTest
    static final ArchRule the_job_jar_needs_no_broker_and_no_command_line_library = noClasses()
            .that()
            .resideOutsideOfPackages("dev.offramp.cli..", "dev.offramp.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "kafka..", "org.apache.kafka.server..", "org.apache.logging..")
            .because("they are not in the jar that goes to a cluster");

    @ArchTest
    static final ArchRule what_can_be_decided_without_flink_is_decided_without_flink = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.offramp.policy..", "dev.offramp.exit..", "dev.offramp.results..", "dev.offramp.throughput..")
            .and()
            .areNotAssignableTo(Function.class)
            .and()
            .areNotAssignableTo(StreamOperator.class)
            .and()
            .haveSimpleNameNotEndingWith("Options")
            .and()
            .haveSimpleNameNotEndingWith("Settings")
            .should()
            .dependOnClassesThat(flinkBeyondTypes())
            .because("pure classes are tested plainly, operators only move data");

    @ArchTest
    static final ArchRule the_solver_knows_no_flink_at_all = noClasses()
            .that()
            .resideInAPackage("dev.offramp.budget..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    private static DescribedPredicate<JavaClass> flinkBeyondTypes() {
        return resideInAnyPackage("org.apache.flink..")
                .and(not(
                        resideInAnyPackage("org.apache.flink.core.memory..", "org.apache.flink.api.common.typeinfo..")))
                .and(not(belongToAnyOf(OutputTag.class)))
                .as("Flink, but for types, tags and data views");
    }

    private static String everythingIn(String name) {
        return "dev.offramp." + name + "..";
    }
}
