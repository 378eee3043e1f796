package dev.offramp.stage;

import static dev.offramp.stage.StageHarness.BATCH;
import static dev.offramp.stage.StageHarness.LINGER_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Samples with a deadline, in the operator. */
class StageDeadlinesTest {

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
    void a_sample_that_would_be_late_overtakes_those_that_wait_and_they_run_without_it() throws Exception {
        stage.operator().setProcessingTime(2_000); // long after the frames of this test were created
        stage.feed(0, 1);
        stage.operator().processElement(new StreamRecord<>(behindOne(1, 50)));
        stage.feed(2, BATCH - 1);

        assertThat(stages.batchSizes(1)).containsExactly(BATCH);
        assertThat(stage.sequences()).containsExactly(1L, 0L, 2L, 3L, 4L);
        InFlight passed = stage.samples().get(0);
        assertThat(passed.history().outOfTime()).isTrue();
        assertThat(passed.journey().visits()).hasSize(1);
    }

    @Test
    void a_sample_that_became_late_while_it_waited_passes_by_when_its_batch_is_due() throws Exception {
        stage.operator().setProcessingTime(1_000);
        stage.operator().processElement(new StreamRecord<>(behindOne(1, LINGER_MILLIS)));
        assertThat(stage.samples()).isEmpty();

        stage.operator().setProcessingTime(1_001 + LINGER_MILLIS);

        assertThat(stages.batchSizes(1)).isEmpty();
        assertThat(stage.samples().get(0).history().outOfTime()).isTrue();
    }

    private static InFlight behindOne(long sequence, long deadlineMillis) {
        Policy within = new Policy(1, TestSamples.POLICY.criterion(), new Limits(deadlineMillis, Limits.NONE), 0);
        return TestSamples.inFlight("a", sequence, 1, within)
                .after(new Visit(1, 2, 3), 100, HeapActivation.NOTHING, new float[] {0, 1});
    }
}
