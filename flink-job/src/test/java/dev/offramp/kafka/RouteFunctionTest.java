package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.offramp.frames.FrameBounds;
import dev.offramp.frames.FramesSettings;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryException;
import dev.offramp.registry.TestingRegistry;
import dev.offramp.registry.ValueFormat;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Task;
import dev.offramp.sample.TestSegments;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import dev.offramp.video.VideoSegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFunctionTest {

    private static final FramesSettings SETTINGS = FramesSettings.from(new Configuration(), List.of());

    private final OneInputStreamOperatorTestHarness<ConsumedRecord, EncodedFrame> job;

    RouteFunctionTest() throws Exception {
        RouteFunction function =
                new RouteFunction(new FrameBounds(SETTINGS), Task.CLASSIFICATION, 10, 16, KnownSchemas.NONE);
        job = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_goes_on_with_its_timestamp_and_its_picture_as_it_came() throws Exception {
        job.processElement(record(5), 99);

        assertThat(job.getOutput()).singleElement().isInstanceOfSatisfying(StreamRecord.class, frame -> assertThat(
                        frame.getTimestamp())
                .isEqualTo(99));
        EncodedFrame frame = job.extractOutputValues().get(0);
        assertThat(frame.sample().origin()).isEqualTo(TestRecords.ORIGIN);
        assertThat(frame.sample().label()).hasValue(5);
        assertThat(frame.picture().bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void a_frame_may_have_no_label() throws Exception {
        job.processElement(record(null), 0);

        assertThat(job.extractOutputValues().get(0).sample().label()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10, Integer.MAX_VALUE})
    void a_label_that_is_no_class_of_the_bundle_is_rejected(int label) throws Exception {
        job.processElement(record(label), 0);

        assertThat(rejected().reason()).isEqualTo(RefusalReason.LABEL_OUT_OF_RANGE);
        assertThat(rejected().detail()).contains("the label is " + label).contains("classes 0 to 9");
    }

    @Test
    void a_bad_record_becomes_one_reject_with_its_origin_key_and_first_bytes() throws Exception {
        job.processElement(TestRecords.record("camera-1", "this is not a frame at all".getBytes(UTF_8)), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(rejected())
                .usingRecursiveComparison()
                .ignoringFields("detail")
                .isEqualTo(new RejectedRecord(
                        TestRecords.ORIGIN,
                        "camera-1".getBytes(UTF_8),
                        RefusalReason.NOT_AVRO,
                        "",
                        "this is not a fr".getBytes(UTF_8),
                        26));
    }

    @Test
    void a_record_that_is_larger_than_any_frame_is_refused_unread() throws Exception {
        job.processElement(TestRecords.record("camera-1", new byte[SETTINGS.maxBytes() + (1 << 20)]), 0);

        assertThat(rejected().reason()).isEqualTo(RefusalReason.FRAME_TOO_LARGE);
    }

    @Test
    void the_end_of_a_stream_is_no_frame_and_no_reject_and_goes_on() throws Exception {
        job.processElement(TestRecords.record("camera-1", TestRecords.encoded(TestRecords.end("camera-1"))), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).isNull();
        assertThat(job.getSideOutput(Unanswered.ENDS))
                .singleElement()
                .extracting(StreamRecord::getValue)
                .isEqualTo(Unanswered.end("camera-1", 1_600_000_000_000L, 8, 2));
    }

    @Test
    void an_end_under_the_key_of_another_stream_is_rejected() throws Exception {
        job.processElement(TestRecords.record("camera-2", TestRecords.encoded(TestRecords.end("camera-1"))), 0);

        assertThat(rejected().reason()).isEqualTo(RefusalReason.KEY_MISMATCH);
        assertThat(job.getSideOutput(Unanswered.ENDS)).isNull();
    }

    @Test
    void an_end_that_breaks_off_is_rejected() throws Exception {
        byte[] end = TestRecords.encoded(TestRecords.end("camera-1"));
        job.processElement(TestRecords.record("camera-1", Arrays.copyOf(end, end.length - 1)), 0);

        assertThat(rejected().reason()).isEqualTo(RefusalReason.CORRUPT_AVRO);
    }

    @Test
    void a_segment_goes_on_as_one_record_and_one_whose_label_is_refused_leaves_all_its_places_empty() throws Exception {
        VideoSegment video = TestSegments.striped(1).get(0);
        Segment.Builder segment = TestSegments.written("camera-1", video, 7, List.of(2, 4));
        job.processElement(TestRecords.record("camera-1", TestRecords.encoded(segment.build())), 0);
        segment.setLabel(99);
        job.processElement(TestRecords.record("camera-1", TestRecords.encoded(segment.build())), 0);

        assertThat(job.extractOutputValues()).singleElement().satisfies(frame -> assertThat(frame.samples())
                .hasSize(2));
        assertThat(rejected().reason()).isEqualTo(RefusalReason.LABEL_OUT_OF_RANGE);
        assertThat(rejected().places())
                .containsExactly(
                        new Unanswered("camera-1", 1_600_000_000_000L, 7, 3, false),
                        new Unanswered("camera-1", 1_600_000_000_000L, 8, 0, false));
    }

    @Test
    void a_frame_whose_label_is_refused_leaves_its_place_empty() throws Exception {
        job.processElement(record(10), 0);

        assertThat(rejected().places()).contains(new Unanswered("camera-1", 0, 7, 0, false));
    }

    @Test
    void a_bad_record_disturbs_no_other() throws Exception {
        job.processElement(record(1), 0);
        job.processElement(TestRecords.record("camera-2", TestRecords.encoded(TestRecords.frame("camera-1"))), 0);
        job.processElement(record(1), 0);

        assertThat(job.extractOutputValues()).hasSize(2);
        assertThat(rejected().reason()).isEqualTo(RefusalReason.KEY_MISMATCH);
    }

    @Test
    void an_id_that_the_registry_does_not_have_is_one_reject_with_the_record_as_it_was() throws Exception {
        byte[] unknown = {0, 0, 0, 0, 99, 1, 2, 3};
        try (TestingRegistry registry = TestingRegistry.start();
                var asking = asking(registry)) {
            asking.processElement(TestRecords.record("camera-1", unknown), 0);

            RejectedRecord reject =
                    asking.getSideOutput(RejectedRecord.REJECTS).element().getValue();
            assertThat(reject.reason()).isEqualTo(RefusalReason.UNKNOWN_SCHEMA);
            assertThat(reject.original()).isEqualTo(unknown);
        }
    }

    @Test
    void a_registry_that_does_not_answer_fails_the_task_and_rejects_nothing() throws Exception {
        byte[] perhapsGood = {0, 0, 0, 0, 99, 1, 2, 3};
        try (TestingRegistry registry = TestingRegistry.start();
                var asking = asking(registry)) {
            registry.answerAlways(401, "");

            assertThatThrownBy(() -> asking.processElement(TestRecords.record("camera-1", perhapsGood), 0))
                    .isInstanceOf(RegistryException.class);
            assertThat(asking.getSideOutput(RejectedRecord.REJECTS)).isNull();
        }
    }

    private static OneInputStreamOperatorTestHarness<ConsumedRecord, EncodedFrame> asking(TestingRegistry registry)
            throws Exception {
        KnownSchemas schemas = new KnownSchemas(registry.settings(ValueFormat.SINGLE_OBJECT), Map.of());
        RouteFunction function = new RouteFunction(new FrameBounds(SETTINGS), Task.CLASSIFICATION, 10, 16, schemas);
        var asking =
                new OneInputStreamOperatorTestHarness<ConsumedRecord, EncodedFrame>(new ProcessOperator<>(function));
        asking.open();
        return asking;
    }

    /** The only one there is. */
    private RejectedRecord rejected() {
        assertThat(job.getSideOutput(RejectedRecord.REJECTS)).hasSize(1);
        return job.getSideOutput(RejectedRecord.REJECTS).element().getValue();
    }

    private static ConsumedRecord record(@Nullable Integer label) {
        Frame frame =
                Frame.newBuilder(TestRecords.frame("camera-1")).setLabel(label).build();
        return TestRecords.record("camera-1", TestRecords.encoded(frame));
    }

    private static ConsumedRecord labelled(List<Integer> labels) {
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setLabels(labels)
                .build();
        return TestRecords.record("camera-1", TestRecords.encoded(frame));
    }

    @Test
    void a_bundle_of_labels_reads_a_set_of_them_and_not_the_class() throws Exception {
        try (var labels = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new RouteFunction(new FrameBounds(SETTINGS), Task.MULTI_LABEL, 10, 16, KnownSchemas.NONE)))) {
            labels.open();

            labels.processElement(labelled(List.of(9, 0)), 1);
            labels.processElement(record(5), 2);
            labels.processElement(labelled(List.of(10)), 3);
            labels.processElement(labelled(List.of(40)), 4);

            assertThat(labels.extractOutputValues())
                    .extracting(frame -> frame.sample().label())
                    .containsExactly(OptionalInt.of(LabelSet.of(List.of(0, 9))), OptionalInt.empty());
            assertThat(labels.getSideOutput(RejectedRecord.REJECTS))
                    .extracting(reject -> reject.getValue().reason(), reject -> reject.getValue()
                            .detail())
                    .containsExactly(
                            tuple(
                                    RefusalReason.LABEL_OUT_OF_RANGE,
                                    "the labels are [10], the bundle has classes 0 to 9"),
                            tuple(
                                    RefusalReason.LABEL_OUT_OF_RANGE,
                                    "a label is 40, bundles have labels 0 to 30 at most"));
        }
    }

    private static ConsumedRecord numbered(float value) {
        Frame frame = Frame.newBuilder(TestRecords.frame("camera-1"))
                .setLabel(5)
                .setValue(value)
                .build();
        return TestRecords.record("camera-1", TestRecords.encoded(frame));
    }

    @Test
    void a_bundle_of_numbers_reads_a_finite_one_and_not_the_class() throws Exception {
        try (var numbers = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new RouteFunction(new FrameBounds(SETTINGS), Task.REGRESSION, 1, 16, KnownSchemas.NONE)))) {
            numbers.open();

            numbers.processElement(numbered(-3.25f), 1);
            numbers.processElement(record(5), 2);
            numbers.processElement(numbered(Float.NaN), 3);

            assertThat(numbers.extractOutputValues())
                    .extracting(frame -> frame.sample().label())
                    .containsExactly(OptionalInt.of(NumberAnswer.of(-3.25f)), OptionalInt.empty());
            assertThat(numbers.getSideOutput(RejectedRecord.REJECTS))
                    .singleElement()
                    .satisfies(reject -> {
                        assertThat(reject.getValue().reason()).isEqualTo(RefusalReason.LABEL_OUT_OF_RANGE);
                        assertThat(reject.getValue().detail())
                                .isEqualTo("the value is NaN, and has to be a finite number");
                    });
        }
    }
}
