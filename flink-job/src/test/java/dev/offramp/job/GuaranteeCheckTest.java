package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.stage.TestingStages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuaranteeCheckTest {

    @ParameterizedTest
    @CsvSource({
        "execution.checkpointing.mode, AT_LEAST_ONCE, needs exactly-once checkpoints",
        "execution.checkpointing.interval, 20 min, must be at most 450 s",
    })
    void what_a_cluster_says_of_checkpoints_is_checked_before_the_job_starts(String key, String value, String problem) {
        Settings settings = TestSettings.with(Placement.COLOCATED, Duration.ZERO);
        Configuration inForce = FlinkDefaults.under(Configuration.fromMap(Map.of(key, value)), settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(inForce);
        TestingStages stages = new TestingStages(UUID.randomUUID().toString());

        assertThatThrownBy(() -> OfframpJob.submit(env, settings, stages))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"EXACTLY_ONCE, EXACTLY_ONCE, 5 s", "AT_LEAST_ONCE, AT_LEAST_ONCE, 1 h"})
    void checkpoints_that_keep_the_guarantee_pass(DeliveryGuarantee guarantee, String mode, String interval) {
        Configuration config = Configuration.fromMap(
                Map.of("execution.checkpointing.mode", mode, "execution.checkpointing.interval", interval));

        assertThat(new GuaranteeCheck(config, guarantee).problems()).isEmpty();
    }
}
