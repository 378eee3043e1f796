package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TallyOperatorTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final long PERIOD = 500;
    private static final long START = 10_200;

    private final OneInputStreamOperatorTestHarness<Answer, Answer> job;

    TallyOperatorTest() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(TallyOperator.ofAnswers(HOME, PERIOD, StreamGroups.none()));
        job.setProcessingTime(START);
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void answers_go_on_as_they_came() throws Exception {
        StreamRecord<Answer> answer = new StreamRecord<>(TestAnswers.answer(2, 5), 99);
        job.processElement(answer);

        assertThat(job.getOutput()).containsExactly(answer);
    }

    @Test
    void totals_go_out_at_the_end_of_each_period_and_carry_its_last_millisecond() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.setProcessingTime(10_499);
        assertThat(totals()).isEmpty();

        job.setProcessingTime(10_500);

        assertThat(totals()).singleElement().satisfies(total -> {
            assertThat(total.getValue().of(HOME).samples()).isEqualTo(1);
            assertThat(total.getTimestamp()).isEqualTo(10_499);
        });
    }

    @Test
    void the_clock_is_the_watermark() throws Exception {
        job.setProcessingTime(10_500);
        job.setProcessingTime(11_000);

        assertThat(job.getOutput()).containsExactly(new Watermark(10_499), new Watermark(10_999));
    }

    @Test
    void a_period_without_answers_has_no_totals() throws Exception {
        job.setProcessingTime(12_000);

        assertThat(totals()).isEmpty();
    }

    @Test
    void an_answer_counts_before_the_barrier_that_follows_it() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.prepareSnapshotPreBarrier(1);
        job.processElement(TestAnswers.answer(2, 5), 0);
        job.prepareSnapshotPreBarrier(2);

        assertThat(totals())
                .extracting(total -> total.getValue().of(HOME).multiplyAdds())
                .containsExactly(100L, 200L);
        assertThat(totals()).extracting(StreamRecord::getTimestamp).containsOnly(START);
    }

    @Test
    void a_barrier_without_answers_brings_no_totals() throws Exception {
        job.prepareSnapshotPreBarrier(1);

        assertThat(totals()).isEmpty();
    }

    @Test
    void answers_at_the_end_of_the_input_count() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.getOperator().finish();

        assertThat(totals()).hasSize(1);
    }

    @Test
    void answers_count_before_the_last_watermark_goes_on() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(totals()).hasSize(1);
        assertThat(job.getOutput()).contains(Watermark.MAX_WATERMARK);
    }

    @Test
    void watermarks_of_event_time_stay_behind() throws Exception {
        job.processWatermark(new Watermark(1_000_000_000_000L));

        assertThat(job.getOutput()).isEmpty();
    }

    @Test
    void the_clock_goes_on_where_no_answers_come() throws Exception {
        job.processWatermarkStatus(WatermarkStatus.IDLE);

        assertThat(job.getOutput()).isEmpty();
    }

    @Test
    void no_answer_is_lost_or_counted_twice_whatever_happens_between() throws Exception {
        Random random = new Random(20_261_120);
        List<Answer> answers = TestAnswers.random(500, 1);
        long now = START;
        for (Answer answer : answers) {
            job.processElement(answer, 0);
            now += random.nextInt(200);
            if (random.nextInt(5) == 0) {
                job.prepareSnapshotPreBarrier(now);
            }
            if (random.nextInt(5) == 0) {
                job.setProcessingTime(now);
            }
        }
        job.getOperator().finish();

        TotalsByBundle sum =
                totals().stream().map(StreamRecord::getValue).reduce(TotalsByBundle.NONE, TotalsByBundle::plus);
        assertThat(sum)
                .isEqualTo(TotalsByBundle.of(HOME, TallyTest.totals(answers).ofOneOf(1)));
    }

    @Test
    void totals_say_how_many_subtasks_count_beside_each_other() throws Exception {
        try (var third = new OneInputStreamOperatorTestHarness<Answer, Answer>(
                TallyOperator.ofAnswers(HOME, 500, StreamGroups.none()), 6, 3, 2)) {
            third.setup(Answer.TYPE.createSerializer(null));
            third.open();
            third.processElement(TestAnswers.answer(1, 5), 0);
            third.getOperator().finish();

            assertThat(third.getSideOutput(TallyOperator.TOTALS))
                    .singleElement()
                    .satisfies(totals ->
                            assertThat(totals.getValue().of(HOME).tallies()).isEqualTo(3));
        }
    }

    /** Late totals would be dropped by the window, and their answers with them. */
    @Test
    void totals_are_never_late_even_when_the_clock_steps_back() throws Exception {
        job.setProcessingTime(10_500);
        job.setProcessingTime(10_100);
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.prepareSnapshotPreBarrier(1);
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.setProcessingTime(10_300);
        job.getOperator().finish();

        assertThat(totals()).hasSize(2).allSatisfy(total -> assertThat(total.getTimestamp())
                .isGreaterThan(10_499));
    }

    /** The window was closed, and would come twice. */
    @Test
    void totals_are_not_late_after_a_recovery_on_a_machine_whose_clock_is_behind() throws Exception {
        job.setProcessingTime(10_500);
        OperatorSubtaskState snapshot = job.snapshot(1, 1);
        try (var recovered = new OneInputStreamOperatorTestHarness<Answer, Answer>(
                TallyOperator.ofAnswers(HOME, PERIOD, StreamGroups.none()))) {
            recovered.setProcessingTime(10_300);
            recovered.initializeState(snapshot);
            recovered.open();

            recovered.processElement(TestAnswers.answer(1, 5), 0);
            recovered.prepareSnapshotPreBarrier(2);

            assertThat(recovered.getSideOutput(TallyOperator.TOTALS))
                    .singleElement()
                    .satisfies(total -> assertThat(total.getTimestamp()).isEqualTo(10_500));
        }
    }

    @Test
    void a_timer_that_fires_late_closes_the_period_it_was_set_for() throws Exception {
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.setProcessingTime(12_345);
        job.processElement(TestAnswers.answer(1, 5), 0);
        job.setProcessingTime(12_500);

        assertThat(totals()).extracting(StreamRecord::getTimestamp).containsExactly(10_499L, 12_499L);
    }

    private List<StreamRecord<TotalsByBundle>> totals() {
        Queue<StreamRecord<TotalsByBundle>> totals = job.getSideOutput(TallyOperator.TOTALS);
        return totals == null ? List.of() : new ArrayList<>(totals);
    }
}
