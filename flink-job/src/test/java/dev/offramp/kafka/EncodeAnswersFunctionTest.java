package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import dev.offramp.exit.AnswerLike;
import dev.offramp.exit.ClassProbability;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Limits;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Capture;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SourceClock;
import dev.offramp.sample.Task;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.StageVisit;
import dev.offramp.schema.VideoTime;
import dev.offramp.stage.SampleJourney;
import dev.offramp.stage.Visit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EncodeAnswersFunctionTest {

    private static final List<String> CLASSES = List.of("cat", "dog", "cow");
    private static final long ANSWERED_AT = TestRecords.ORIGIN.timestampMillis() + 250;

    @Test
    void a_classification_says_everything_that_is_known_of_the_answer() throws Exception {
        Classification classification = classification(answer("camera-1", OptionalInt.of(2)));

        assertThat(classification)
                .isEqualTo(Classification.newBuilder()
                        .setStream("camera-1")
                        .setSequence(7)
                        .setFrameTopic("frames")
                        .setFramePartition(3)
                        .setFrameOffset(42)
                        .setEventTime(Instant.ofEpochMilli(1_234))
                        .setCreatedAt(Instant.ofEpochMilli(1_700_000_000_000L))
                        .setAnsweredAt(Instant.ofEpochMilli(1_700_000_000_250L))
                        .setPredicted(1)
                        .setPredictedName("dog")
                        .setTop(List.of(ranked(1, "dog", 0.75f), ranked(0, "cat", 0.25f)))
                        .setExit(2)
                        .setVerdict(ExitVerdict.CONFIDENT)
                        .setConfidence(0.5f)
                        .setBundleName("tiny")
                        .setBundleVersion("1.2.3")
                        .setPolicyVersion(9)
                        .setDeadline(Instant.ofEpochMilli(1_700_000_000_250L))
                        .setLabel(2)
                        .setJourney(new Journey(
                                350L, 250.0, List.of(new StageVisit(10L, 20L, 8), new StageVisit(30L, 40L, 4))))
                        .build());
    }

    @Test
    void a_label_that_is_not_known_is_null() throws Exception {
        assertThat(classification(answer("camera-1", OptionalInt.empty())).getLabel())
                .isNull();
    }

    @Test
    void a_classification_says_where_in_the_video_its_frame_is_and_by_whose_clock() throws Exception {
        Answer answer = answer("camera-1", OptionalInt.empty());
        Capture capture = new Capture(
                1_600_000_000_000L, Optional.of(new PresentationTime(-957, 1, 90_000)), SourceClock.RTCP, 3, 4);

        Classification classification = classification(answer(answer.sample().captured(capture), answer.bundle()));

        assertThat(classification.getEpoch()).isEqualTo(1_600_000_000_000L);
        assertThat(classification.getVideoTime()).isEqualTo(new VideoTime(-957L, 1, 90_000));
        assertThat(classification.getClock()).isEqualTo(CaptureClock.RTCP);
        assertThat(classification.getLate()).isFalse();
    }

    @Test
    void every_clock_of_a_sample_has_a_name_on_the_topic() {
        assertThat(CaptureClock.values())
                .extracting(Enum::name)
                .containsAll(Stream.of(SourceClock.values()).map(Enum::name).toList());
    }

    @Test
    void every_verdict_of_an_answer_has_a_name_on_the_topic() {
        assertThat(ExitVerdict.values())
                .extracting(Enum::name)
                .containsAll(Stream.of(Verdict.values())
                        .filter(verdict -> verdict != Verdict.GO_DEEPER)
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void the_key_is_the_stream_and_the_time_is_the_answers() throws Exception {
        OutgoingRecord record = encoded(answer("lobby-äß€", OptionalInt.empty()), 10_000)
                .records()
                .get(0);

        assertThat(new String(record.key(), UTF_8)).isEqualTo("lobby-äß€");
        assertThat(record.timestampMillis()).isEqualTo(ANSWERED_AT);
    }

    @Test
    void an_answer_as_large_as_allowed_goes_out_and_one_byte_more_is_a_reject() throws Exception {
        Answer answer = answer("camera-1", OptionalInt.of(2));
        OutgoingRecord record = encoded(answer, 10_000).records().get(0);
        int size = record.key().length + record.value().length;

        assertThat(encoded(answer, size).records()).hasSize(1);
        assertThat(encoded(answer, size).rejects()).isEmpty();
        assertThat(encoded(answer, size - 1).records()).isEmpty();
        assertThat(encoded(answer, size - 1).rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo(RefusalReason.RESULT_TOO_LARGE);
            assertThat(reject.detail()).contains(size + " bytes").contains("kafka.max-result-bytes is " + (size - 1));
            assertThat(reject.origin()).isEqualTo(TestRecords.ORIGIN);
            assertThat(new String(reject.key(), UTF_8)).isEqualTo("camera-1");
            assertThat(reject.original()).isEmpty(); // decoded long ago; it lies where the origin says
            assertThat(reject.originalSize()).isZero();
        });
    }

    private record Encoded(List<OutgoingRecord> records, List<RejectedRecord> rejects) {}

    private static Encoded encoded(Answer answer, int maxResultBytes) throws Exception {
        EncodeAnswersFunction function = new EncodeAnswersFunction(CLASSES, maxResultBytes);
        try (OneInputStreamOperatorTestHarness<Answer, OutgoingRecord> job =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function))) {
            job.open();
            job.processElement(answer, 0);
            var rejects = job.getSideOutput(RejectedRecord.REJECTS);
            return new Encoded(
                    job.extractOutputValues(),
                    rejects == null
                            ? List.of()
                            : rejects.stream().map(reject -> reject.getValue()).toList());
        }
    }

    private static Classification classification(Answer answer) throws Exception {
        return decoded(encoded(answer, 10_000).records().get(0));
    }

    private static Classification decoded(OutgoingRecord record) throws IOException {
        return Classification.getDecoder().decode(record.value(), null);
    }

    static Answer answer(String stream, OptionalInt label) {
        return answer(new Sample(TestRecords.ORIGIN, stream, 7, 1_234, label), new BundleId("tiny", "1.2.3"));
    }

    static Answer answer(Answer like, BundleId bundle) {
        return answer(like.sample(), bundle);
    }

    private static Answer answer(Sample sample, BundleId bundle) {
        return new Answer(
                sample,
                bundle,
                9,
                new Limits(250, 1_000),
                2,
                4,
                Verdict.CONFIDENT,
                0.5f,
                List.of(new ClassProbability(1, 0.75f), new ClassProbability(0, 0.25f)),
                new SampleJourney(350, List.of(new Visit(10, 20, 8), new Visit(30, 40, 4))),
                ANSWERED_AT);
    }

    private static RankedClass ranked(int index, String name, float probability) {
        return new RankedClass(index, name, probability);
    }

    @Test
    void an_answer_of_labels_lists_those_that_it_names_beside_those_that_are_true() throws Exception {
        Answer plain = answer("camera-1", OptionalInt.of(LabelSet.of(List.of(0, 2))));
        Answer labels = AnswerLike.of(
                plain,
                AnswerKind.exact(Task.MULTI_LABEL),
                List.of(new ClassProbability(1, 0.75f), new ClassProbability(2, 0.5f), new ClassProbability(0, 0.25f)),
                List.of());

        Classification record = classification(labels);

        assertThat(record.getLabels()).extracting(RankedClass::getIndex).containsExactly(1, 2);
        assertThat(record.getTop()).hasSize(3);
        assertThat(record.getPredicted()).isEqualTo(1);
        assertThat(record.getTrueLabels()).containsExactly(0, 2);
        assertThat(record.getLabel()).isNull();
    }

    @Test
    void an_answer_that_brings_names_is_of_other_classes_than_the_job_was_started_with() throws Exception {
        Answer plain = answer("camera-1", OptionalInt.of(-1));
        Answer named = AnswerLike.of(plain, plain.kind(), plain.top(), List.of("lamb", "ewe"));

        Classification record = classification(named);

        assertThat(record.getPredictedName()).isEqualTo("lamb");
        assertThat(record.getTop()).containsExactly(ranked(1, "lamb", 0.75f), ranked(0, "ewe", 0.25f));
        assertThat(record.getLabel()).isEqualTo(-1);
    }

    @Test
    void an_answer_that_is_a_number_has_it_beside_the_true_one_and_says_whether_it_is_close_enough() throws Exception {
        Classification close = classification(number(3.25f, OptionalInt.of(NumberAnswer.of(3))));
        Classification far = classification(number(-3.75f, OptionalInt.of(NumberAnswer.of(-3))));
        Classification unknown = classification(number(0, OptionalInt.empty()));

        assertThat(close.getValue()).isEqualTo(3.25f);
        assertThat(close.getTrueValue()).isEqualTo(3f);
        assertThat(close.getRight()).isTrue();
        assertThat(close.getTop()).isEmpty();
        assertThat(close.getPredicted()).isZero();
        assertThat(close.getPredictedName()).isEqualTo("cat");
        assertThat(close.getLabel()).isNull();
        assertThat(far.getTrueValue()).isEqualTo(-3f);
        assertThat(far.getRight()).isFalse();
        assertThat(unknown.getValue()).isZero();
        assertThat(unknown.getTrueValue()).isNull();
        assertThat(unknown.getRight()).isNull();
    }

    private static Answer number(float number, OptionalInt known) {
        Answer plain = answer("camera-1", known);
        return AnswerLike.of(plain, new AnswerKind(Task.REGRESSION, 0.5f), number);
    }

    @Test
    void an_answer_that_is_a_class_says_nothing_of_labels_and_numbers() throws Exception {
        Classification record = classification(answer("camera-1", OptionalInt.of(2)));

        assertThat(record.getLabels()).isNull();
        assertThat(record.getTrueLabels()).isNull();
        assertThat(record.getValue()).isNull();
        assertThat(record.getTrueValue()).isNull();
        assertThat(record.getRight()).isNull();
    }
}
