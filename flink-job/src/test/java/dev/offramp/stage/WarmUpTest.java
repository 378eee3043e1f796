package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());

    @Test
    void every_batch_size_is_run_the_full_batch_first_and_once_more_for_its_cost() throws Exception {
        warmUp(Duration.ofMinutes(1));

        assertThat(stages.batchSizes(2)).containsExactly(5, 1, 2, 3, 4, 5, 1, 2, 3, 4);
    }

    @Test
    void beside_a_stage_that_runs_every_size_is_run_once_and_no_cost_is_learnt() throws Exception {
        try (StageEngine engine = stages.open(TestSamples.stage(2), CPU)) {
            Activation blank = BlankSample.of(TestSamples.stage(2));
            new WarmUp(blank, 5, Duration.ofMinutes(1)).run(new BatchRunner(engine, blank, 5));
        }

        assertThat(stages.batchSizes(2)).containsExactly(5, 1, 2, 3, 4);
    }

    @Test
    void no_time_means_no_batch() throws Exception {
        warmUp(Duration.ZERO);

        assertThat(stages.batchSizes(2)).isEmpty();
    }

    @Test
    void no_further_batch_is_begun_when_the_time_is_over() throws Exception {
        warmUp(Duration.ofNanos(1));

        assertThat(stages.batchSizes(2)).isEmpty();
    }

    private void warmUp(Duration atMost) throws Exception {
        try (StageEngine engine = stages.open(TestSamples.stage(2), CPU)) {
            Activation blank = BlankSample.of(TestSamples.stage(2));
            new WarmUp(blank, 5, atMost).run(new BatchRunner(engine, blank, 5), new BatchCosts(5));
        }
    }
}
