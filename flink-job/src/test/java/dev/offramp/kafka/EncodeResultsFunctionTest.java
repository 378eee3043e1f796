package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.results.StreamResult;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.ShownState;
import dev.offramp.schema.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodeResultsFunctionTest {

    private static final int ROOM = 700;
    private static final Answer ANSWER = EncodeAnswersFunctionTest.answer("camera-1", OptionalInt.of(2));

    private final OneInputStreamOperatorTestHarness<StreamResult, OutgoingRecord> job;

    EncodeResultsFunctionTest() throws Exception {
        EncodeResultsFunction function =
                new EncodeResultsFunction(new BundleId("tiny", "2.0.0"), List.of("cat", "dog", "cow"), ROOM, "states");
        job = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void an_answer_says_whether_it_is_late() throws Exception {
        job.processElement(new Ordered(ANSWER, false), 0);
        job.processElement(new Ordered(ANSWER, true), 0);

        List<OutgoingRecord> records = job.extractOutputValues();
        Classification inTurn =
                Classification.getDecoder().decode(records.get(0).value(), null);
        assertThat(inTurn.getLate()).isFalse();
        assertThat(Classification.getDecoder().decode(records.get(1).value(), null))
                .isEqualTo(Classification.newBuilder(inTurn).setLate(true).build());
    }

    @Test
    void a_gap_is_a_record_of_its_stream() throws Exception {
        job.processElement(
                new Missing("lobby-äß€", 1_000, 7, 9, 2, StreamResult.Cause.NOT_SEEN, 1_700_000_000_000L), 0);

        OutgoingRecord record = job.extractOutputValues().get(0);
        assertThat(record.key()).asString(UTF_8).isEqualTo("lobby-äß€");
        assertThat(record.timestampMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(Gap.getDecoder().decode(record.value(), null))
                .isEqualTo(new Gap(
                        "lobby-äß€", 1_000L, 7L, 9L, 2L, GapReason.NOT_SEEN, Instant.ofEpochMilli(1_700_000_000_000L)));
    }

    @Test
    void a_change_of_what_a_stream_shows_goes_to_a_topic_of_its_own() throws Exception {
        job.processElement(
                new StreamResult.Changed(
                        "lobby-äß€",
                        1_000,
                        7,
                        1_600_000_000_000L,
                        new BundleId("tiny", "2.0.0"),
                        OptionalInt.of(2),
                        0.75f,
                        Optional.of(new StreamResult.Period(
                                new BundleId("other", "1"), OptionalInt.of(2), 1_500_000_000_000L, 3)),
                        1_700_000_000_000L),
                0);

        OutgoingRecord record = job.extractOutputValues().get(0);
        assertThat(record.topic()).isEqualTo("states");
        assertThat(record.key()).asString(UTF_8).isEqualTo("lobby-äß€");
        assertThat(StreamState.getDecoder().decode(record.value(), null))
                .isEqualTo(new StreamState(
                        "lobby-äß€",
                        1_000L,
                        7L,
                        Instant.ofEpochMilli(1_600_000_000_000L),
                        2,
                        "cow",
                        0.75f,
                        new ShownState(2, "2", Instant.ofEpochMilli(1_500_000_000_000L), 3L),
                        "tiny",
                        "2.0.0",
                        Instant.ofEpochMilli(1_700_000_000_000L)));
    }

    @Test
    void what_the_topic_says_of_a_stream_that_is_forgotten_is_taken_back() throws Exception {
        job.processElement(new StreamResult.Forgotten("camera-1", 7), 0);

        OutgoingRecord record = job.extractOutputValues().get(0);
        assertThat(record.topic()).isEqualTo("states");
        assertThat(record.isTombstone()).isTrue();
        assertThat(record.key()).asString(UTF_8).isEqualTo("camera-1");
    }

    @Test
    void an_answer_that_is_too_large_is_a_reject_here_too() throws Exception {
        job.processElement(
                new Ordered(EncodeAnswersFunctionTest.answer("x".repeat(ROOM), OptionalInt.empty()), false), 0);

        assertThat(job.extractOutputValues()).isEmpty();
        assertThat(job.getSideOutput(RejectedRecord.REJECTS))
                .singleElement()
                .satisfies(reject -> assertThat(reject.getValue().reason()).isEqualTo(RefusalReason.RESULT_TOO_LARGE));
    }

    @Test
    void an_answer_of_another_bundle_has_class_numbers_for_names() throws Exception {
        BundleId other = new BundleId("other", "1.0.0");
        job.processElement(new Ordered(EncodeAnswersFunctionTest.answer(ANSWER, other), false), 0);

        Classification classification = Classification.getDecoder()
                .decode(job.extractOutputValues().get(0).value(), null);
        assertThat(classification.getPredictedName()).isEqualTo("1");
        assertThat(classification.getTop()).extracting(RankedClass::getName).containsExactly("1", "0");
    }

    @Test
    void every_cause_of_a_gap_has_a_name_on_the_topic() {
        assertThat(GapReason.values())
                .extracting(Enum::name)
                .containsAll(
                        Stream.of(StreamResult.Cause.values()).map(Enum::name).toList());
    }
}
