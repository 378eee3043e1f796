package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.report.Figure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.StageVisit;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTallyTest {

    private static final long START = 1_000_000;

    private long now = START;
    private final LatencyTally tally = new LatencyTally(100, () -> now);

    @Test
    void the_first_time_does_not_count() {
        answer(0, 90, 1);
        answer(99, 199, 1);
        answer(100, 130, 1);

        assertThat(tally.answers()).isEqualTo(1);
        assertThat(tally.delays().writtenMillis()).containsOnly(30L);
    }

    @Test
    void what_the_exit_decided_the_broker_has_and_a_reader_sees_are_told_apart() {
        answer(0, 0, 1);
        now = START + 900;
        answer(200, 240, 1);

        assertThat(tally.delays().answeredMillis()).containsOnly(7L);
        assertThat(tally.delays().writtenMillis()).containsOnly(40L);
        assertThat(tally.delays().seenMillis()).containsOnly(700L);
    }

    @Test
    void the_way_through_all_stages_is_the_sum_of_their_medians() {
        answer(0, 0, 1);
        answer(200, 210, 1);
        answer(200, 210, 3);

        assertThat(tally.stageMillis()).isEqualTo(3 * 2.0);
    }

    @Test
    void half_the_load_has_an_aim_for_the_decision_and_more_has_none() {
        LatencyRow half = row(50, 55);
        LatencyRow most = row(80, 55);

        assertThat(half.decision().outcome()).isEqualTo(Figure.Outcome.MET);
        assertThat(row(50, 56).decision().outcome()).isEqualTo(Figure.Outcome.MISSED);
        assertThat(half.decision().aim()).isEqualTo("p99 at most 55 ms (linger 5 + 3 x stages 10.0 + buffer 20)");
        assertThat(half.decision().measured()).isEqualTo("55 / 55 / 55 ms");
        assertThat(most.decision().outcome()).isEqualTo(Figure.Outcome.REPORTED);
    }

    @Test
    void latency_is_what_a_reader_of_committed_answers_waits() {
        assertThat(row(50, 55).latency().measured()).isEqualTo("1055 / 1055 / 1055 ms");
    }

    private static LatencyRow row(int load, long millis) {
        return new LatencyRow(
                "exactly-once",
                load,
                100,
                10,
                5,
                20,
                10,
                new Delays(all(millis), all(millis + 5), all(millis + 1_000)));
    }

    private static List<Long> all(long millis) {
        return Delays.PERCENTILES.stream().map(percentile -> millis).toList();
    }

    private void answer(long createdMillis, long writtenMillis, int stages) {
        tally.accept(classification(createdMillis, stages), START + writtenMillis);
    }

    @Test
    void a_flood_is_as_fast_as_the_last_answer_is_late() {
        Capacity.Flood flood = new Capacity.Flood();
        flood.accept(classification(500, 1), START + 900);
        flood.accept(classification(0, 1), START + 2_000);
        flood.accept(classification(1_000, 1), START + 1_500);

        assertThat(flood.perSecond()).isEqualTo(1.5);
    }

    private static Classification classification(long createdMillis, int stages) {
        Instant created = Instant.ofEpochMilli(START + createdMillis);
        return Classification.newBuilder()
                .setStream("stream")
                .setSequence(0)
                .setFrameTopic("frames")
                .setFramePartition(0)
                .setFrameOffset(0)
                .setEventTime(created)
                .setCreatedAt(created)
                .setAnsweredAt(created.plusMillis(7))
                .setPredicted(0)
                .setPredictedName("nothing")
                .setTop(List.of())
                .setExit(stages)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(1)
                .setBundleName("testing")
                .setBundleVersion("1")
                .setPolicyVersion(0)
                .setJourney(new Journey(1L, 1.0, Collections.nCopies(stages, new StageVisit(0L, 2000L, 8))))
                .build();
    }
}
