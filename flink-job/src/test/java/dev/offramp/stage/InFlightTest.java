package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final Policy POLICY = Policy.of(3, ConfidenceMeasure.MARGIN, Thresholds.of(0.5f));
    private static final Tensor PIXELS = new Tensor(DataType.UINT8, List.of(3), new byte[3]);
    private static final Sample SAMPLE =
            new Sample(new Origin("frames", 3, 42, 0), "camera-1", 7, 0, OptionalInt.empty());

    @Test
    void an_admitted_sample_has_its_policy_its_pixels_and_the_way_before_it() {
        InFlight admitted = InFlight.entering(SAMPLE, TestSamples.ID, POLICY, PIXELS);

        assertThat(admitted.stream()).isEqualTo("camera-1");
        assertThat(admitted.bundle()).isEqualTo(TestSamples.ID);
        assertThat(admitted.policy()).isEqualTo(POLICY);
        assertThat(admitted.activation().tensors()).containsExactly(PIXELS);
        assertThat(admitted.journey()).isEqualTo(SampleJourney.NOT_BEGUN);
        assertThat(admitted.logits()).isEmpty();
    }

    @Test
    void a_journey_adds_up_stage_by_stage() {
        Visit first = new Visit(1, 2, 8);
        Visit second = new Visit(3, 4, 16);
        InFlight behindTwo = InFlight.entering(SAMPLE, TestSamples.ID, POLICY, PIXELS)
                .after(first, 100, HeapActivation.NOTHING, new float[] {1})
                .after(second, 250, HeapActivation.NOTHING, new float[] {2});

        assertThat(behindTwo.journey()).isEqualTo(new SampleJourney(350, List.of(first, second)));
        assertThat(behindTwo.logits()).containsExactly(2);
        assertThat(behindTwo.policy()).isEqualTo(POLICY);
    }

    @Test
    void an_activation_in_other_hands_changes_nothing_else() {
        InFlight before = InFlight.entering(SAMPLE, TestSamples.ID, POLICY, PIXELS)
                .after(new Visit(1, 2, 8), 100, HeapActivation.NOTHING, new float[] {1});
        Activation other = new HeapActivation(List.of(PIXELS));

        InFlight carrying = before.carrying(other);

        assertThat(carrying.activation()).isSameAs(other);
        assertThat(carrying.journey()).isEqualTo(before.journey());
        assertThat(carrying.logits()).isSameAs(before.logits());
    }

    @Test
    void frames_to_come_go_with_a_clip_until_a_stage_looks_at_them() {
        List<Tensor> clip = List.of(PIXELS, PIXELS, PIXELS);
        InFlight entering =
                InFlight.entering(SAMPLE, TestSamples.ID, POLICY, PIXELS, ClipFrames.of(clip, List.of(2, 0, 1)));

        InFlight behind = entering.lookedAt(1)
                .after(new Visit(1, 2, 8), 100, HeapActivation.NOTHING, new float[] {1})
                .late()
                .carrying(HeapActivation.NOTHING)
                .shadowing(1);

        assertThat(behind.frames()).isEqualTo(ClipFrames.of(clip, List.of(0, 1)));
        assertThat(behind.lookedAt(0)).isSameAs(behind);
        assertThat(behind.lookedAt(2).frames()).isEqualTo(ClipFrames.NONE);
    }

    @Test
    void an_origin_reads_like_a_place_in_a_topic() {
        assertThat(SAMPLE.origin()).hasToString("frames-3@42");
    }
}
