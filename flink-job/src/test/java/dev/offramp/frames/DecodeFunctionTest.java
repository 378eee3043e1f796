package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.admission.AdmittedFrame;
import dev.offramp.bundle.Bundle;
import dev.offramp.model.LaneItem;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.sample.Unanswered;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

    private static final Origin ORIGIN = new Origin("frames", 3, 42, 1_700_000_000_000L);
    private static final Sample SAMPLE = new Sample(ORIGIN, "camera-1", 7, 1_234, OptionalInt.of(1));
    private static final Policy POLICY = Policy.of(4, ConfidenceMeasure.MARGIN, Thresholds.of());
    private static final byte[] KEY = {1, 2};

    private final OneInputStreamOperatorTestHarness<LaneItem, LaneItem> job;

    DecodeFunctionTest() throws Exception {
        Bundle bundle = new Bundle(
                TestSamples.ID, "testing", List.of("no", "yes"), 2, 2, List.of(TestSamples.stage(1)), POLICY);
        DecodeFunction function = new DecodeFunction(TestFrames.settings(), TestSamples.model(bundle), false, 3);
        job = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_becomes_a_sample_with_its_pixels_and_its_policy() throws Exception {
        job.processElement(admitted(1, 2, 3, 4), 0);

        InFlight entering = (InFlight) job.extractOutputValues().get(0);
        Tensor pixels = entering.activation().tensors().get(0);
        assertThat(entering.sample()).isEqualTo(SAMPLE);
        assertThat(entering.bundle()).isEqualTo(TestSamples.ID);
        assertThat(entering.policy()).isEqualTo(POLICY);
        assertThat(pixels.shape()).containsExactly(2, 2, 3);
        assertThat(pixels.bytes()).startsWith(1, 1, 1, 2, 2, 2);
    }

    @Test
    void a_frame_keeps_its_timestamp() throws Exception {
        job.processElement(admitted(1, 2, 3, 4), 99);

        assertThat(job.getOutput()).singleElement().isInstanceOfSatisfying(StreamRecord.class, sample -> assertThat(
                        sample.getTimestamp())
                .isEqualTo(99));
    }

    @Test
    void a_frame_that_cannot_be_decoded_becomes_one_reject_with_its_record_and_disturbs_no_other() throws Exception {
        job.processElement(admitted(1, 2, 3, 4), 0);
        job.processElement(admitted(1, 2, 3, 4, 5), 0);
        job.processElement(admitted(1, 2, 3, 4), 0);

        assertThat(job.extractOutputValues()).hasSize(2);
        assertThat(job.getSideOutput(RejectedRecord.REJECTS))
                .singleElement()
                .extracting(StreamRecord::getValue)
                .usingRecursiveComparison()
                .ignoringFields("detail")
                .isEqualTo(new RejectedRecord(
                        ORIGIN,
                        KEY,
                        RefusalReason.RAW_SIZE_MISMATCH,
                        "",
                        new byte[] {1, 2, 3},
                        5,
                        List.of(Unanswered.refused(SAMPLE))));
    }

    @Test
    void a_copy_is_decoded_as_one_and_refused_with_its_original_alone() throws Exception {
        AdmittedFrame good = admitted(1, 2, 3, 4);
        AdmittedFrame bad = admitted(1, 2, 3, 4, 5);
        for (AdmittedFrame frame : List.of(good, bad)) {
            for (Pairing pairing : List.of(Pairing.ANSWERED, Pairing.COPY)) {
                job.processElement(new AdmittedFrame(frame.frame(), frame.bundle(), frame.policy(), pairing), 0);
            }
        }

        assertThat(job.extractOutputValues())
                .extracting(item -> ((InFlight) item).pairing())
                .containsExactly(Pairing.ANSWERED, Pairing.COPY);
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).hasSize(1);
    }

    private static AdmittedFrame admitted(int... grey) {
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < grey.length; i++) {
            bytes[i] = (byte) grey[i];
        }
        EncodedPicture picture = EncodedPicture.sized(PictureEncoding.RAW_GREY, 2, 2, bytes);
        return new AdmittedFrame(new EncodedFrame(SAMPLE, KEY, picture), TestSamples.ID, POLICY);
    }
}
