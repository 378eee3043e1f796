package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.model.LaneItem;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.stage.PairSide;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PairOperatorTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final BundleId NEXT = new BundleId("tiny", "2.0.0");

    private final OneInputStreamOperatorTestHarness<LaneItem, SamplePair> job;

    PairOperatorTest() throws Exception {
        job = opened(AnswerKind.CLASS);
    }

    private static OneInputStreamOperatorTestHarness<LaneItem, SamplePair> opened(AnswerKind kind) throws Exception {
        var opened = new OneInputStreamOperatorTestHarness<LaneItem, SamplePair>(new PairOperator(kind));
        opened.setup(SamplePair.TYPE.createSerializer(new SerializerConfigImpl()));
        opened.open();
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void both_sides_of_a_sample_are_a_pair_whichever_comes_first() throws Exception {
        take(answered(1, 4));
        take(answered(2, 4));
        take(copy(2, 3));
        take(copy(3, 4));
        take(answered(3, 4));
        take(copy(1, 4));

        assertThat(pairs()).hasSize(3).allSatisfy(pair -> {
            assertThat(pair.shadow()).isEqualTo(NEXT);
            assertThat(pair.answered()).isEqualTo(HOME);
            assertThat(pair.stream()).isEqualTo("camera-1");
        });
        assertThat(pairs()).extracting(pair -> pair.seen().agreed()).containsExactly(0L, 1L, 1L);
        assertThat(pairs().get(0).seen())
                .isEqualTo(GroupTotals.ofBoth(
                        false, SideTotals.labelled(false, 300, 9), SideTotals.labelled(true, 100, 5)));
    }

    @Test
    void samples_of_one_record_are_told_apart() throws Exception {
        take(side(new Origin("frames", 0, 7, 0).at(1), HOME, false, 4));
        take(side(new Origin("frames", 0, 7, 0).at(2), NEXT, true, 4));

        assertThat(pairs()).isEmpty();
    }

    @Test
    void a_copy_on_which_its_bundle_fails_agrees_with_nothing() throws Exception {
        take(answered(1, 4));
        take(copy(1, PairSide.NOTHING));

        assertThat(pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.seen().agreed()).isZero();
            assertThat(pair.seen().candidate().correct()).isZero();
            assertThat(pair.seen().candidate().labelled()).isEqualTo(1);
        });
    }

    @Test
    void what_is_alone_at_a_barrier_stays_alone() throws Exception {
        take(copy(1, 4)); // what was to be answered is refused
        job.prepareSnapshotPreBarrier(1);
        take(answered(1, 4));

        assertThat(pairs()).isEmpty();
    }

    private void take(PairSide side) throws Exception {
        job.processElement(side, 0);
    }

    private List<SamplePair> pairs() {
        return job.extractOutputValues();
    }

    private static PairSide answered(long offset, int predicted) {
        return side(new Origin("frames", 0, offset, 0), HOME, false, predicted);
    }

    private static PairSide copy(long offset, int predicted) {
        return side(new Origin("frames", 0, offset, 0), NEXT, true, predicted);
    }

    private static PairSide side(Origin origin, BundleId bundle, boolean isCopy, int predicted) {
        Sample sample = new Sample(origin, "camera-1", origin.offset(), 0, OptionalInt.of(4));
        return new PairSide(sample, bundle, isCopy, predicted, isCopy ? 300 : 100, isCopy ? 9 : 5);
    }

    @Test
    void two_bundles_of_numbers_agree_and_are_right_within_the_tolerance() throws Exception {
        try (var numbers = opened(new AnswerKind(Task.REGRESSION, 0.5f))) {
            Sample sample =
                    new Sample(new Origin("frames", 0, 7, 0), "camera-1", 7, 0, OptionalInt.of(NumberAnswer.of(3)));
            numbers.processElement(new PairSide(sample, HOME, false, NumberAnswer.of(3.75f), 100, 5), 0);
            numbers.processElement(new PairSide(sample, NEXT, true, NumberAnswer.of(3.25f), 300, 9), 0);

            assertThat(numbers.extractOutputValues())
                    .extracting(SamplePair::seen)
                    .containsExactly(GroupTotals.ofBoth(
                            true, SideTotals.labelled(true, 300, 9), SideTotals.labelled(false, 100, 5)));
        }
    }
}
