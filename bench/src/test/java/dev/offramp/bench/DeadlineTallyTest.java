package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Journey;
import dev.offramp.schema.StageVisit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTallyTest {

    @Test
    void a_frame_that_was_refused_as_late_is_one_that_was_not_answered_in_time() {
        DeadlineTally tally = new DeadlineTally(1_000);
        tally.accept(answer(0), 0); // of the first second, which does not count
        tally.refusedAsLate(999);
        tally.accept(answer(1_000), 0);
        tally.accept(answer(1_100), 0);
        tally.accept(answer(1_200), 0);
        tally.refusedAsLate(1_300);

        assertThat(tally.row(60, 100).inTime()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void latencies_are_of_the_way_to_the_last_exit_and_to_the_first_in_milliseconds() {
        DeadlineTally tally = new DeadlineTally(0);
        Classification deep = Classification.newBuilder(answer(0))
                .setVerdict(ExitVerdict.DEADLINE)
                .setPredicted(2)
                .setJourney(new Journey(
                        300L, 50.0, List.of(new StageVisit(0L, 9_000L, 1), new StageVisit(10_000L, 20_000L, 1))))
                .build();
        tally.accept(deep, 0);

        DeadlineRow row = tally.row(60, 100);

        assertThat(row.latencyP99Millis()).isEqualTo(50);
        assertThat(row.firstExitP99Millis()).isEqualTo(20);
        assertThat(row.cut()).isEqualTo(1);
        assertThat(row.accuracy()).isZero();
        assertThat(row.meanMultiplyAdds()).isEqualTo(300);
        assertThat(row.inTime()).isEqualTo(1);
    }

    @Test
    void an_answer_behind_its_deadline_is_not_in_time() {
        DeadlineTally tally = new DeadlineTally(0);
        Classification late = Classification.newBuilder(answer(0))
                .setAnsweredAt(Instant.ofEpochMilli(61))
                .build();
        tally.accept(late, 0);
        tally.accept(answer(10), 0);

        assertThat(tally.row(60, 100).inTime()).isEqualTo(0.5);
        assertThat(tally.row(60, 100).cut()).isZero();
        assertThat(tally.row(60, 100).accuracy()).isEqualTo(1);
    }

    private static Classification answer(long createdMillis) {
        Instant created = Instant.ofEpochMilli(createdMillis);
        return Classification.newBuilder()
                .setStream("a")
                .setSequence(0)
                .setFrameTopic("frames")
                .setFramePartition(0)
                .setFrameOffset(0)
                .setEventTime(created)
                .setCreatedAt(created)
                .setAnsweredAt(created.plusMillis(50))
                .setDeadline(created.plusMillis(60))
                .setPredicted(1)
                .setPredictedName("one")
                .setTop(List.of())
                .setExit(1)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(1)
                .setBundleName("b")
                .setBundleVersion("1")
                .setPolicyVersion(1)
                .setLabel(1)
                .setJourney(new Journey(100L, 50.0, List.of()))
                .build();
    }
}
