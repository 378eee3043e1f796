package dev.offramp.exit;

import static dev.offramp.exit.TestingExit.SURE;
import static dev.offramp.exit.TestingExit.UNSURE;
import static dev.offramp.exit.TestingExit.deeper;
import static dev.offramp.exit.TestingExit.limited;
import static dev.offramp.exit.TestingExit.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.TestingExit.Row;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Pairing;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.PairSide;
import dev.offramp.stage.TestSamples;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Samples of which a shadow runs a copy, and copies. */
class ExitPairTest {

    private static final float[] NOT_FINITE = {Float.NaN, 0};

    @AutoClose
    private final TestingExit exit;

    ExitPairTest() throws Exception {
        exit = TestingExit.at(1);
    }

    @Test
    void what_is_answered_is_answered_as_ever_and_its_side_goes_on_along_the_lane() throws Exception {
        InFlight sample = TestingExit.behindStageOne(SURE, new Row());
        exit.take(sample);
        exit.take(sample.paired(Pairing.ANSWERED));

        assertThat(exit.answers()).hasSize(2);
        assertThat(exit.answers().get(1))
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(exit.answers().get(0));
        assertThat(exit.sides()).singleElement().satisfies(side -> {
            assertThat(side.isCopy()).isFalse();
            assertThat(side.sample()).isEqualTo(sample.sample());
            assertThat(side.predicted()).isEqualTo(exit.answers().get(0).predicted());
            assertThat(side.multiplyAdds()).isEqualTo(100);
            assertThat(side.millis()).isEqualTo(exit.answers().get(0).endToEndMillis());
        });
    }

    @Test
    void a_copy_is_decided_as_its_original_would_be_and_answered_to_nobody() throws Exception {
        Row activation = new Row();
        exit.take(TestingExit.behindStageOne(SURE, activation).paired(Pairing.COPY));
        exit.take(TestingExit.behindStageOne(UNSURE, new Row()).paired(Pairing.COPY));

        assertThat(exit.answers()).isEmpty();
        assertThat(exit.sides()).extracting(PairSide::isCopy).containsExactly(true);
        assertThat(activation.releases).isEqualTo(1);
        assertThat(exit.survivors()).extracting(InFlight::pairing).containsExactly(Pairing.COPY);
    }

    @Test
    void a_copy_goes_on_to_no_last_exit_for_the_share_of_its_policy() throws Exception {
        exit.take(sample("a", 0, limited(Limits.NONE, 1), SURE).paired(Pairing.COPY));

        assertThat(exit.survivors()).isEmpty();
    }

    @Test
    void an_original_that_runs_on_to_the_last_exit_has_one_side() throws Exception {
        exit.take(sample("a", 0, limited(Limits.NONE, 1), SURE).paired(Pairing.ANSWERED));
        assertThat(exit.sides()).hasSize(1);

        try (var last = TestingExit.at(TestSamples.STAGES)) {
            InFlight second = deeper(exit.survivors().get(0), SURE, new Row());
            last.take(deeper(second, SURE, new Row()));

            assertThat(last.sides()).isEmpty();
            assertThat(last.side(Agreement.AGREEMENTS)).hasSize(1);
        }
    }

    @Test
    void a_copy_whose_scores_are_not_finite_is_no_reject_and_predicts_nothing() throws Exception {
        try (var last = TestingExit.at(TestSamples.STAGES)) {
            InFlight second = deeper(TestingExit.behindStageOne(UNSURE, new Row()), UNSURE, new Row());
            InFlight third = deeper(second, NOT_FINITE, new Row());
            last.take(third.paired(Pairing.COPY));
            assertThat(last.sides()).extracting(PairSide::predicted).containsExactly(PairSide.NOTHING);
            assertThat(last.side(RejectedRecord.REJECTS)).isEmpty();

            last.take(third.paired(Pairing.ANSWERED));
            assertThat(last.sides()).hasSize(1);
            assertThat(last.side(RejectedRecord.REJECTS)).hasSize(1);
        }
    }

    @Test
    void what_a_bundle_of_other_classes_predicts_is_compared_by_the_class_and_not_by_its_place() throws Exception {
        exit.hear(ExitNewsTest.arrival(TestSamples.bundle(ExitNewsTest.NEXT, List.of("yes", "perhaps"))));
        exit.take(deeper(ExitNewsTest.entering(ExitNewsTest.NEXT), new float[] {9, 0}, new Row())
                .paired(Pairing.COPY));
        exit.take(deeper(ExitNewsTest.entering(ExitNewsTest.NEXT), new float[] {0, 9}, new Row())
                .paired(Pairing.COPY));

        assertThat(exit.sides()).hasSize(2);
        assertThat(exit.sides().get(0).predicted()).isEqualTo(1);
        assertThat(exit.sides().get(1).predicted()).isLessThan(PairSide.NOTHING);
    }

    /** Who goes deeper is the same with copies as without, though the copies too keep to the budget. */
    @Test
    void copies_spend_nothing_of_the_credit_of_their_stream() throws Exception {
        Policy policy = limited(150, 0);
        try (var alone = TestingExit.at(1)) {
            for (int n = 0; n < 500; n++) {
                alone.take(sample("a", n, policy, UNSURE));
                exit.take(sample("a", n, policy, UNSURE).paired(Pairing.ANSWERED));
                exit.take(sample("a", n, policy, UNSURE).paired(Pairing.COPY));
            }

            assertThat(exit.answers())
                    .extracting(answer -> answer.sample().sequence())
                    .isEqualTo(alone.answers().stream()
                            .map(answer -> answer.sample().sequence())
                            .toList())
                    .isNotEmpty();
            assertThat(exit.sides()).filteredOn(PairSide::isCopy).isNotEmpty();
        }
    }
}
