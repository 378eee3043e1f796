package dev.offramp.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.DecodedSample;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeFunctionTest {

    private static final Origin ORIGIN = new Origin("frames", 3, 42, 1_700_000_000_000L);
    private static final Bundle BUNDLE = new Bundle(
            new BundleId("tiny", "1.0.0"),
            "branchy",
            List.of("cat", "dog"),
            2,
            2,
            List.of(),
            Policy.of(0, Measure.MARGIN, Thresholds.of()));

    private final OneInputStreamOperatorTestHarness<ConsumedRecord, DecodedSample> job;

    DecodeFunctionTest() throws Exception {
        DecodeFunction function = new DecodeFunction(TestFrames.settings(), BUNDLE, 16);
        job = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_becomes_a_sample_that_knows_where_it_came_from() throws Exception {
        job.processElement(record("camera-1", frame(new byte[] {1, 2, 3, 4}, 1)), ORIGIN.timestampMillis());

        DecodedSample decoded = job.extractOutputValues().get(0);
        assertThat(decoded.sample()).isEqualTo(new Sample(ORIGIN, "camera-1", 7, 1_234, OptionalInt.of(1)));
        assertThat(decoded.pixels().shape()).containsExactly(2, 2, 3);
        assertThat(decoded.pixels().bytes()).startsWith(1, 1, 1, 2, 2, 2);
    }

    @Test
    void a_frame_keeps_its_timestamp() throws Exception {
        job.processElement(record("camera-1", frame(new byte[4], null)), 99);

        assertThat(job.getOutput()).singleElement().isInstanceOfSatisfying(StreamRecord.class, sample -> assertThat(
                        sample.getTimestamp())
                .isEqualTo(99));
    }

    @Test
    void a_frame_may_have_no_label() throws Exception {
        job.processElement(record("camera-1", frame(new byte[4], null)), 0);

        assertThat(job.extractOutputValues().get(0).sample().label()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
    void a_label_that_is_no_class_of_the_bundle_is_rejected(int label) throws Exception {
        job.processElement(record("camera-1", frame(new byte[4], label)), 0);

        assertThat(rejected().reason()).isEqualTo(RejectReason.LABEL_OUT_OF_RANGE);
        assertThat(rejected().detail()).contains("the label is " + label).contains("classes 0 to 1");
    }

    @Test
    void a_bad_record_becomes_one_reject_with_its_origin_key_and_first_bytes() throws Exception {
        byte[] value = "this is not a frame at all".getBytes(UTF_8);
        job.processElement(new ConsumedRecord(ORIGIN, "camera-1".getBytes(UTF_8), value), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(rejected())
                .usingRecursiveComparison()
                .ignoringFields("detail")
                .isEqualTo(new Reject(
                        ORIGIN,
                        "camera-1".getBytes(UTF_8),
                        RejectReason.NOT_AVRO,
                        "",
                        "this is not a fr".getBytes(UTF_8),
                        26));
    }

    @Test
    void a_bad_record_disturbs_no_other() throws Exception {
        job.processElement(record("camera-1", frame(new byte[4], 0)), 0);
        job.processElement(record("camera-1", frame(new byte[5], 0)), 0);
        job.processElement(record("camera-1", frame(new byte[4], 0)), 0);

        assertThat(job.extractOutputValues()).hasSize(2);
        assertThat(rejected().reason()).isEqualTo(RejectReason.RAW_SIZE_MISMATCH);
    }

    /** The only one there is. */
    private Reject rejected() {
        assertThat(job.getSideOutput(Reject.REJECTS)).hasSize(1);
        return job.getSideOutput(Reject.REJECTS).element().getValue();
    }

    private static ConsumedRecord record(String key, Frame frame) throws IOException {
        ByteBuffer encoded = Frame.getEncoder().encode(frame);
        byte[] value = new byte[encoded.remaining()];
        encoded.get(value);
        return new ConsumedRecord(ORIGIN, key.getBytes(UTF_8), value);
    }

    private static Frame frame(byte[] grey, @Nullable Integer label) {
        return Frame.newBuilder()
                .setStream("camera-1")
                .setSequence(7)
                .setEventTime(Instant.ofEpochMilli(1_234))
                .setEncoding(FrameEncoding.RAW_GREY)
                .setWidth(2)
                .setHeight(2)
                .setBytes(ByteBuffer.wrap(grey))
                .setLabel(label)
                .build();
    }
}
