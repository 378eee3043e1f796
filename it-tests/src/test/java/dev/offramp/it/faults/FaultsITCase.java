package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.load.OutsideCount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may befall a cluster under load, one after the other. After each, the job is stopped behind a savepoint, and readers that share no
 * code with it count: each frame has one answer. {@code ./offramp test --faults}, as root: cables are those of network namespaces.
 */
@EnabledIfSystemProperty(named = "faults", matches = "true")
@ExtendWith(ToldAtOnce.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsITCase {

    private static final Path FOLDER = Path.of("target/faults-cluster");

    private static final FaultReport REPORT = new FaultReport(Path.of("target/faults.md"));

    private static Trial trial;

    @BeforeAll
    static void start() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        trial = Trial.start(FOLDER);
    }

    @AfterAll
    static void stop() throws Exception {
        try (REPORT;
                Trial ending = trial) {
            assertThat(ending).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.offramp.it.faults.Fault#chosen")
    @Order(1)
    void each_frame_is_answered_once_though(Fault fault) throws Exception {
        REPORT.add(trial.undergo(fault));

        assertEachOnce();
    }

    @ParameterizedTest
    @FieldSource("dev.offramp.it.faults.Trial#UPGRADES")
    @Order(2)
    void each_frame_is_answered_once_though_the_job_goes_on_with(List<String> options) throws Exception {
        trial.upgrade(options);

        assertEachOnce();
    }

    @Test
    @Order(3)
    void each_frame_is_answered_once_though_the_job_goes_on_with_another_bundle_and_back() throws Exception {
        trial.serveAnotherBundle();

        assertEachOnce();
    }

    private static void assertEachOnce() throws Exception {
        OutsideCount count = trial.count();
        REPORT.tell(count);
        count.assertEachOnce();
    }

    @Test
    @Order(4)
    void in_the_end_every_frame_has_one_answer() throws Exception {
        OutsideCount count = trial.finish();

        REPORT.add(count);
        count.assertEachOnce();
        assertThat(count.once()).isEqualTo(count.frames());
    }
}
