package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.admission.AdmittedFrame;
import dev.offramp.model.LaneItem;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.ClipFrame;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Clips of which stage 1 looks at frame 4, stage 2 at 0, and stage 3 at 7 and 2. The red of a frame is its number. */
class DecodeClipsTest {

    private final PixelDecoder decoder = TestFrames.clipDecoder();

    @Test
    void only_what_stage_1_looks_at_is_decoded_and_the_rest_goes_with_the_clip_as_it_came() throws Exception {
        List<EncodedPicture> clip = clip(TestSamples.CLIP);

        InFlight entering = entering(clip, false);

        assertThat(reds(entering.activation().tensors().get(0))).containsExactly(4);
        assertThat(entering.activation().tensors().get(0).shape()).containsExactly(1, 1, 1, 3);
        assertThat(entering.frames()).isEqualTo(ClipFrames.of(clip, List.of(0, 7, 2)));
    }

    @Test
    void a_later_stage_gets_its_frames_in_its_order() throws Exception {
        ClipFrames later = entering(clip(TestSamples.CLIP), false).frames();

        assertThat(reds(decoder.decode(later.next(1)))).containsExactly(0);
        assertThat(decoder.decode(later.after(1)).shape()).containsExactly(2, 1, 1, 3);
        assertThat(reds(decoder.decode(later.after(1)))).containsExactly(7, 2);
    }

    @Test
    void in_slots_of_its_own_decoding_leaves_nothing_for_the_stages() throws Exception {
        ClipFrames later = entering(clip(TestSamples.CLIP), true).frames();

        assertThat(later.frames().values()).allMatch(Tensor.class::isInstance);
        assertThat(reds(decoder.decode(later.after(1)))).containsExactly(7, 2);
    }

    @Test
    void the_last_frame_of_a_short_clip_stands_for_those_that_are_missing() throws Exception {
        InFlight entering = entering(clip(3), false);

        assertThat(reds(entering.activation().tensors().get(0))).containsExactly(2);
        assertThat(reds(decoder.decode(entering.frames()))).containsExactly(0, 2, 2);
        assertThat(entering.frames().frames()).containsOnlyKeys(0, 2);
    }

    @Test
    void a_damaged_frame_of_a_later_stage_is_its_matter() throws Exception {
        ClipFrames later = entering(damaged(7), false).frames();

        assertThat(refusal(later.after(1)).detail()).startsWith("frame 8 of a clip of 8: ");
        assertThat(refusal(later.after(1)).reason()).isEqualTo(RefusalReason.RAW_SIZE_MISMATCH);
        assertThat(reds(decoder.decode(later.next(1)))).containsExactly(0);
    }

    @Test
    void a_damaged_frame_of_stage_1_refuses_the_clip_and_one_that_nobody_looks_at_does_not() throws Exception {
        assertThat(decode(damaged(4), false).getSideOutput(RejectedRecord.REJECTS))
                .singleElement()
                .extracting(StreamRecord::getValue)
                .extracting(RejectedRecord::reason)
                .isEqualTo(RefusalReason.RAW_SIZE_MISMATCH);
        assertThat(decode(damaged(1), true).extractOutputValues()).hasSize(1);
    }

    @Test
    void in_slots_of_its_own_decoding_refuses_whatever_frame_a_stage_would() throws Exception {
        assertThat(decode(damaged(7), true).getSideOutput(RejectedRecord.REJECTS))
                .hasSize(1);
    }

    @Test
    void offline_all_frames_of_a_clip_are_decoded() throws Exception {
        assertThat(reds(decoder.decode(clip(3)))).containsExactly(0, 1, 2, 2, 2, 2, 2, 2);
        assertThat(reds(decoder.decode(clip(2).get(1)))).containsExactly(1, 1, 1, 1, 1, 1, 1, 1);
    }

    private OneInputStreamOperatorTestHarness<LaneItem, LaneItem> decode(List<EncodedPicture> clip, boolean isApart)
            throws Exception {
        var function =
                new DecodeFunction(TestFrames.settings(), TestSamples.model(TestSamples.overFrames()), isApart, 3);
        try (var job = new OneInputStreamOperatorTestHarness<LaneItem, LaneItem>(new ProcessOperator<>(function))) {
            job.open();
            EncodedFrame frame = new EncodedFrame(TestSamples.sample("a", 0), new byte[] {1}, clip);
            job.processElement(new AdmittedFrame(frame, TestSamples.ID, TestSamples.POLICY), 0);
            return job;
        }
    }

    private InFlight entering(List<EncodedPicture> clip, boolean isApart) throws Exception {
        return (InFlight) decode(clip, isApart).extractOutputValues().get(0);
    }

    private Refusal refusal(ClipFrames frames) {
        try {
            throw new AssertionError("decoded to " + decoder.decode(frames));
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private static List<EncodedPicture> clip(int frames) {
        return IntStream.range(0, frames)
                .mapToObj(
                        number -> EncodedPicture.sized(PictureEncoding.RAW_RGB, 1, 1, new byte[] {(byte) number, 0, 0}))
                .toList();
    }

    private static List<EncodedPicture> damaged(int number) {
        List<EncodedPicture> clip = new ArrayList<>(clip(TestSamples.CLIP));
        clip.set(number, EncodedPicture.sized(PictureEncoding.RAW_RGB, 1, 1, new byte[2]));
        return clip;
    }

    private static List<Integer> reds(ClipFrame pixels) {
        byte[] bytes = ((Tensor) pixels).bytes();
        return IntStream.range(0, bytes.length / 3)
                .mapToObj(i -> (int) bytes[3 * i])
                .toList();
    }
}
