package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class EngineSwitchesTest {

    private final Properties process = new Properties();

    @Test
    void the_first_job_of_a_process_says_how_many_threads_run_and_the_second_hears_it() {
        assertThat(EngineSwitches.set(2, process)).isEqualTo("2");
        assertThat(EngineSwitches.set(4, process)).isEqualTo("2");
    }

    @Test
    void what_the_operator_of_the_process_gave_stands() {
        process.setProperty("ai.djl.pytorch.num_threads", "3");
        process.setProperty("ai.djl.pytorch.graph_optimizer", "true");

        assertThat(EngineSwitches.set(1, process)).isEqualTo("3");
        assertThat(process).containsEntry("ai.djl.pytorch.graph_optimizer", "true");
    }

    @Test
    void nothing_is_fetched_or_told_to_anybody() {
        EngineSwitches.set(1, process);

        assertThat(process).containsEntry("ai.djl.offline", "true").containsEntry("OPT_OUT_TRACKING", "true");
    }
}
