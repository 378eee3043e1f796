package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;

class FlinkDefaultsTest {

    @Test
    void what_nobody_sets_is_set() {
        Configuration config = FlinkDefaults.under(new Configuration(), TestSettings.byStream());

        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(20));
        assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    }

    @Test
    void what_somebody_sets_stays_also_under_a_name_of_before() {
        Configuration user = Configuration.fromMap(Map.of(
                "execution.checkpointing.interval", "1 s",
                "execution.buffer-timeout", "100 ms",
                "restart-strategy", "fixed-delay"));

        Configuration config = FlinkDefaults.under(user, TestSettings.byStream());

        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(100));
        assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("fixed-delay");
    }
}
