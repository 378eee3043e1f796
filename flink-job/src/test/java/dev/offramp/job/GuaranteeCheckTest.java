package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.stage.TestingStages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuaranteeCheckTest {

    @ParameterizedTest
    @CsvSource({
        "execution.checkpointing.mode, AT_LEAST_ONCE, needs exactly-once checkpoints",
        "execution.checkpointing.interval, 20 min, must be at most 415 s",
        "execution.checkpointing.min-pause, 416 s, must be at most 415 s",
        "heartbeat.timeout, 15 min, kafka.transaction-timeout must be at least 930 s",
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
    @CsvSource({
        "EXACTLY_ONCE, EXACTLY_ONCE, 5 s, 15 min",
        "EXACTLY_ONCE, EXACTLY_ONCE, 5 s, 80 s",
        "EXACTLY_ONCE, EXACTLY_ONCE, 415 s, 15 min",
        "AT_LEAST_ONCE, AT_LEAST_ONCE, 1 h, 1 min"
    })
    void checkpoints_that_keep_the_guarantee_pass(
            DeliveryGuarantee guarantee, String mode, String interval, String timeout) {
        Configuration config = Configuration.fromMap(
                Map.of("execution.checkpointing.mode", mode, "execution.checkpointing.interval", interval));

        assertThat(new GuaranteeCheck(config, kafka(guarantee, timeout)).problems())
                .isEmpty();
    }

    @Test
    void two_intervals_and_a_restart_that_do_not_fit_into_a_transaction_are_refused_with_the_reason() {
        Configuration config = Configuration.fromMap(Map.of("execution.checkpointing.interval", "6 s"));

        assertThat(new GuaranteeCheck(config, kafka(DeliveryGuarantee.EXACTLY_ONCE, "80 s")).problems())
                .containsExactly(
                        "execution.checkpointing.interval must be at most 5 s, was 6 s: two intervals and a restart "
                                + "(heartbeat.timeout, the longest wait before a restart and 10 s: 70 s) must fit into a transaction, which the broker gives up after 80 s, "
                                + "its answers lost");
    }

    @ParameterizedTest
    @CsvSource({
        "15 min, 5 s, 0, 600", // Flink's own, which fits
        "120 s, 5 s, 0, 45",
        "120 s, 5 s, 4, 9",
    })
    void a_checkpoint_may_take_no_longer_than_its_answers_can_wait(
            String timeout, String interval, String tolerated, long seconds) {
        Configuration config = Configuration.fromMap(Map.of(
                "execution.checkpointing.interval", interval,
                "execution.checkpointing.tolerable-failed-checkpoints", tolerated));
        CheckpointConfig checkpoints =
                StreamExecutionEnvironment.getExecutionEnvironment(config).getCheckpointConfig();

        new GuaranteeCheck(config, kafka(DeliveryGuarantee.EXACTLY_ONCE, timeout)).boundCheckpoints(checkpoints);

        assertThat(checkpoints.getCheckpointTimeout()).isEqualTo(seconds * 1000);
    }

    @Test
    void a_user_who_lets_a_checkpoint_take_longer_is_refused() {
        Configuration config = Configuration.fromMap(Map.of("execution.checkpointing.timeout", "15 min"));

        assertThat(new GuaranteeCheck(config, kafka(DeliveryGuarantee.EXACTLY_ONCE, "15 min")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("execution.checkpointing.timeout must be at most 825 s, was 900 s"));
    }

    @Test
    void whoever_restarts_otherwise_waits_otherwise() {
        Configuration config = Configuration.fromMap(
                Map.of("execution.checkpointing.interval", "10 s", "restart-strategy.type", "fixed-delay"));

        assertThat(new GuaranteeCheck(config, kafka(DeliveryGuarantee.EXACTLY_ONCE, "80 s")).problems())
                .isEmpty();
    }

    private static KafkaSettings kafka(DeliveryGuarantee guarantee, String timeout) {
        Configuration config = Configuration.fromMap(
                Map.of("kafka.bootstrap-servers", "none:1", "kafka.transaction-timeout", timeout));
        config.set(KafkaOptions.DELIVERY_GUARANTEE, guarantee);
        return KafkaSettings.from(config, List.of());
    }
}
