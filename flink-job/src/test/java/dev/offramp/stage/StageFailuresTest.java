package dev.offramp.stage;

import static dev.offramp.stage.StageHarness.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.StageSpec;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Samples on which the model throws, in the operator. */
class StageFailuresTest {

    private static final int POISON = 9;

    @Test
    void a_sample_on_which_the_model_throws_becomes_a_reject_and_its_neighbours_go_on() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(POISON), Duration.ZERO)) {
            stage.feed(0, 1);
            stage.operator().processElement(new StreamRecord<>(TestSamples.inFlight("camera", 1, POISON)));
            stage.feed(2, BATCH - 2);

            assertThat(stage.sequences()).containsExactly(0L, 2L, 3L);
            assertThat(rejects(stage)).singleElement().satisfies(record -> {
                RejectedRecord reject = record.getValue();
                assertThat(reject.reason()).isEqualTo(RefusalReason.MODEL_FAILED);
                assertThat(reject.origin().offset()).isEqualTo(1);
                assertThat(new String(reject.key(), StandardCharsets.UTF_8)).isEqualTo("camera");
                assertThat(reject.detail()).contains("stage 1").endsWith("index out of range");
            });
        }
    }

    /** It has been answered already, and every record is answered once. */
    @Test
    void a_shadow_on_which_the_model_throws_is_let_go() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(POISON), Duration.ZERO)) {
            stage.operator()
                    .processElement(new StreamRecord<>(
                            TestSamples.inFlight("a", 1, POISON).shadowing(1)));
            stage.feed(2, BATCH - 1);

            assertThat(stage.sequences()).containsExactly(2L, 3L, 4L);
            assertThat(rejects(stage)).isNull();
        }
    }

    @Test
    void a_broken_device_fails_the_task() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(0, 1), Duration.ZERO)) {
            assertThatThrownBy(() -> stage.feed(0, BATCH))
                    .isInstanceOf(StageFailure.class)
                    .hasMessage("stage 1 failed on [1]");
        }
    }

    private static Queue<StreamRecord<RejectedRecord>> rejects(StageHarness stage) {
        return stage.operator().getSideOutput(RejectedRecord.REJECTS);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Fragile(Integer... poison) implements StageEngines {

        @Override
        public StageEngine open(StageSpec stage, StageDevice device) {
            return new FragileEngine(poison);
        }
    }
}
