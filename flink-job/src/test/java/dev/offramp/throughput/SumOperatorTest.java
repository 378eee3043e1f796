package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SumOperatorTest {

    private static final long INTERVAL = 1_000;

    private final OneInputStreamOperatorTestHarness<TotalsByBundle, TotalsByBundle> job;

    SumOperatorTest() throws Exception {
        job = new OneInputStreamOperatorTestHarness<>(new SumOperator(INTERVAL));
        job.setup(TotalsByBundle.TYPE.createSerializer(null));
        job.open();
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void the_totals_of_an_interval_go_on_as_one_when_it_is_over() throws Exception {
        job.processElement(some(3), 10_100);
        job.processElement(some(4), 10_999);
        job.processElement(some(5), 11_000);
        job.processWatermark(new Watermark(10_998));
        assertThat(sums()).isEmpty();

        job.processWatermark(new Watermark(10_999));

        assertThat(sums()).singleElement().satisfies(sum -> {
            assertThat(sum.getValue().of(TestAnswers.BUNDLE).samples()).isEqualTo(7);
            assertThat(sum.getTimestamp()).isEqualTo(10_999);
        });
    }

    @Test
    void sums_come_before_the_watermark_that_would_make_them_late() throws Exception {
        job.processElement(some(3), 10_100);
        job.processWatermark(new Watermark(10_999));

        assertThat(List.copyOf(job.getOutput()).get(0)).isInstanceOf(StreamRecord.class);
        assertThat(List.copyOf(job.getOutput()).get(1)).isEqualTo(new Watermark(10_999));
    }

    @Test
    void whatever_there_is_counts_before_the_barrier_each_interval_in_its_own() throws Exception {
        job.processElement(some(3), 10_100);
        job.processElement(some(4), 11_300);

        job.prepareSnapshotPreBarrier(1);

        assertThat(sums()).extracting(StreamRecord::getTimestamp).containsExactly(10_100L, 11_300L);
    }

    @Test
    void a_barrier_without_totals_brings_none() throws Exception {
        job.prepareSnapshotPreBarrier(1);

        assertThat(sums()).isEmpty();
    }

    @Test
    void nothing_is_lost_or_counted_twice_whatever_happens_between() throws Exception {
        Random random = new Random(20_261_128);
        List<Answer> answers = TestAnswers.random(300, 1);
        long now = 10_000;
        for (Answer answer : answers) {
            job.processElement(totals(List.of(answer)), now + random.nextInt(900));
            if (random.nextInt(5) == 0) {
                job.prepareSnapshotPreBarrier(now);
            }
            if (random.nextInt(4) == 0) {
                job.processWatermark(new Watermark(now - 1));
                now += random.nextInt(700);
            }
        }
        job.getOperator().finish();

        TotalsByBundle sum =
                sums().stream().map(StreamRecord::getValue).reduce(TotalsByBundle.NONE, TotalsByBundle::plus);
        assertThat(sum).isEqualTo(totals(answers));
    }

    @Test
    void a_layer_has_as_many_inputs_as_the_place_behind_it() {
        assertThat(SumOperator.layer(1)).isEqualTo(1);
        assertThat(SumOperator.layer(8)).isEqualTo(3);
        assertThat(SumOperator.layer(1000)).isEqualTo(32);
    }

    private static TotalsByBundle some(int answers) {
        return totals(TestAnswers.random(answers, answers));
    }

    private static TotalsByBundle totals(List<Answer> answers) {
        return TotalsByBundle.of(TestAnswers.BUNDLE, TallyTest.totals(answers));
    }

    private List<StreamRecord<TotalsByBundle>> sums() {
        List<StreamRecord<TotalsByBundle>> sums = new ArrayList<>();
        for (StreamRecord<? extends TotalsByBundle> sum : job.extractOutputStreamRecords()) {
            sums.add(new StreamRecord<>(sum.getValue(), sum.getTimestamp()));
        }
        return sums;
    }
}
