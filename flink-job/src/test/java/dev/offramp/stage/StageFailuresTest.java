package dev.offramp.stage;

import static dev.offramp.stage.StageHarness.BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.StageSpec;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Pairing;
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

    /** Its bundle has no answer, and that is what is compared. */
    @Test
    void a_copy_on_which_the_model_throws_is_no_reject_and_predicts_nothing() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(POISON), Duration.ZERO)) {
            InFlight poison = TestSamples.inFlight("a", 1, POISON);
            stage.operator().processElement(new StreamRecord<>(poison.paired(Pairing.COPY)));
            stage.feed(2, BATCH - 1);

            assertThat(stage.sequences()).containsExactly(2L, 3L, 4L);
            assertThat(rejects(stage)).isNull();
            assertThat(stage.operator().extractOutputValues())
                    .filteredOn(PairSide.class::isInstance)
                    .containsExactly(new PairSide(poison.sample(), poison.bundle(), true, PairSide.NOTHING, 0, 0));
        }
    }

    @Test
    void a_copy_whose_bundle_is_not_there_yet_is_let_go() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(POISON), Duration.ZERO)) {
            InFlight like = TestSamples.inFlight("a", 1, 1);
            InFlight copy = InFlight.entering(
                            like.sample(),
                            new BundleId("testing", "2"),
                            like.policy(),
                            like.activation().tensors().get(0))
                    .paired(Pairing.COPY);
            stage.operator().processElement(new StreamRecord<>(copy));
            stage.feed(2, BATCH);

            assertThat(stage.sequences()).containsExactly(2L, 3L, 4L, 5L);
            assertThat(rejects(stage)).isNull();
        }
    }

    @Test
    void a_side_of_a_pair_passes_and_waits_for_no_batch() throws Exception {
        try (StageHarness stage = StageHarness.open(new Fragile(POISON), Duration.ZERO)) {
            InFlight sample = TestSamples.inFlight("a", 1, 1);
            PairSide side = PairSide.of(sample.paired(Pairing.ANSWERED), 3, 0);
            stage.feed(0, 1);
            stage.operator().processElement(new StreamRecord<>(side));

            assertThat(stage.operator().extractOutputValues()).containsExactly(side);
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
