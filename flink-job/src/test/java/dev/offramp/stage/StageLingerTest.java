package dev.offramp.stage;

import static dev.offramp.stage.StageHarness.BATCH;
import static dev.offramp.stage.StageHarness.LINGER_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that do not fill, in the operator. */
class StageLingerTest {

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());
    private StageHarness stage;

    @BeforeEach
    void open() throws Exception {
        stage = StageHarness.open(stages, Duration.ZERO);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void a_batch_that_does_not_fill_runs_when_its_linger_is_over() throws Exception {
        stage.feed(0, 1);
        stage.operator().setProcessingTime(LINGER_MILLIS - 1);
        assertThat(stages.batchSizes(1)).isEmpty();

        stage.operator().setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(1);
    }

    @Test
    void an_alarm_of_a_batch_that_filled_meanwhile_does_not_cut_the_next_one_short() throws Exception {
        stage.feed(0, 1);
        stage.operator().setProcessingTime(LINGER_MILLIS - 1);
        stage.feed(1, BATCH - 1);
        stage.feed(BATCH, 1);
        stage.operator().setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH);

        stage.passTime(LINGER_MILLIS, 3 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH, 1);
    }

    @Test
    void an_alarm_that_comes_late_lets_in_once_what_came_meanwhile() throws Exception {
        stage.feed(0, 1);
        stage.operator().setProcessingTime(3 * LINGER_MILLIS); // another stage had the thread
        assertThat(stages.batchSizes(1)).isEmpty();

        stage.feed(1, BATCH - 2);
        stage.operator().setProcessingTime(6 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH - 1);
    }

    @Test
    void a_trickle_does_not_linger() throws Exception {
        for (int n = 0; n < 3; n++) {
            stage.feed(n, 1);
            stage.passTime(n * 10L * LINGER_MILLIS, (n + 1) * 10L * LINGER_MILLIS);
        }

        assertThat(stages.batchSizes(1)).containsExactly(1, 1, 1);
    }

    @Test
    void the_linger_counts_from_the_first_sample_of_a_batch_not_from_that_of_the_batch_before() throws Exception {
        stage.feed(0, BATCH);
        stage.operator().setProcessingTime(LINGER_MILLIS - 1);
        stage.feed(BATCH, 1);

        stage.operator().setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH);

        stage.operator().setProcessingTime(2 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH, 1);
    }
}
