package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.exit.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void samples_are_counted_by_the_exit_they_left_by() {
        Totals totals = totals(List.of(TestAnswers.answer(1, 5), TestAnswers.answer(3, 5), TestAnswers.answer(1, 5)));

        assertThat(totals.exits()).extracting(ExitTotals::samples).containsExactly(2L, 0L, 1L);
        assertThat(totals.samples()).isEqualTo(3);
        assertThat(totals.multiplyAdds()).isEqualTo(100 + 300 + 100);
    }

    @Test
    void a_stage_counts_the_samples_that_ran_through_it() {
        Totals totals = totals(List.of(TestAnswers.answer(1, 5), TestAnswers.answer(3, 5)));

        assertThat(totals.stages()).extracting(StageTotals::samples).containsExactly(2L, 1L, 1L);
        assertThat(totals.stages()).extracting(StageTotals::batchSizes).containsExactly(8L, 8L, 12L);
        assertThat(totals.stages().get(1).queueMicros().getMaxValue()).isEqualTo(20);
        assertThat(totals.stages().get(1).computeMicros().getMaxValue()).isEqualTo(7);
    }

    @Test
    void only_labelled_samples_can_be_right() {
        Totals totals =
                totals(List.of(TestAnswers.labelled(1, 2, 2), TestAnswers.labelled(1, 2, 0), TestAnswers.answer(1, 5)));

        assertThat(totals.exits().get(0).labelled()).isEqualTo(2);
        assertThat(totals.exits().get(0).correct()).isEqualTo(1);
    }

    @Test
    void only_samples_with_a_budget_use_it() {
        Totals totals = totals(
                List.of(TestAnswers.answer(3, 5, OptionalInt.empty(), OptionalLong.of(150)), TestAnswers.answer(2, 5)));

        assertThat(totals.budget()).isEqualTo(new BudgetTotals(1, 150, 300));
    }

    @Test
    void latency_is_kept_in_microseconds_within_one_percent() {
        Histogram latency = totals(List.of(TestAnswers.answer(1, 250), TestAnswers.answer(2, 1_000)))
                .latencyMicros();

        assertThat(latency.getTotalCount()).isEqualTo(2);
        assertThat(latency.getMinValue()).isCloseTo(250_000, within(2_500L));
        assertThat(latency.getMaxValue()).isCloseTo(1_000_000, within(10_000L));
    }

    @Test
    void a_clock_that_went_back_makes_no_negative_latency() {
        assertThat(totals(List.of(TestAnswers.answer(1, -5_000)))
                        .latencyMicros()
                        .getMaxValue())
                .isZero();
    }

    @Test
    void a_frame_without_a_timestamp_has_no_latency() {
        assertThat(totals(List.of(TestAnswers.ofNoTime())).latencyMicros().getMaxValue())
                .isZero();
    }

    @Test
    void the_totals_of_two_tallies_add_up_to_those_of_all_their_answers() {
        for (int seed = 0; seed < 50; seed++) {
            List<Answer> some = TestAnswers.random(seed, seed);
            List<Answer> others = TestAnswers.random(30, 1_000 + seed);

            assertThat(totals(some).plus(totals(others))).isEqualTo(totals(concat(some, others)));
            assertThat(totals(others).plus(totals(some))).isEqualTo(totals(concat(some, others)));
        }
    }

    @Test
    void adding_totals_changes_neither() {
        Totals some = totals(TestAnswers.random(10, 1));
        Totals others = totals(TestAnswers.random(10, 2));

        some.plus(others);

        assertThat(some).isEqualTo(totals(TestAnswers.random(10, 1)));
        assertThat(others).isEqualTo(totals(TestAnswers.random(10, 2)));
    }

    @Test
    void nothing_added_changes_nothing() {
        Totals some = totals(TestAnswers.random(10, 1));

        assertThat(some.plus(Totals.NONE)).isEqualTo(some);
        assertThat(Totals.NONE.plus(some)).isEqualTo(some);
    }

    @Test
    void exits_that_nothing_reached_are_there_and_more_can_be_made_to_appear() {
        Totals totals = totals(List.of(TestAnswers.answer(1, 5)));

        assertThat(totals.exits()).extracting(ExitTotals::samples).containsExactly(1L, 0L, 0L);
        assertThat(totals.stages()).hasSize(3);
        assertThat(totals.covering(4).exits()).extracting(ExitTotals::samples).containsExactly(1L, 0L, 0L, 0L);
        assertThat(totals.covering(4).stages()).hasSize(4);
        assertThat(totals.covering(4).samples()).isEqualTo(1);
    }

    @Test
    void an_agreement_counts_at_the_exit_that_had_answered() {
        Tally tally = new Tally();
        tally.add(new Agreement(TestAnswers.BUNDLE, 2, true, 100));
        tally.add(new Agreement(TestAnswers.BUNDLE, 2, false, 100));

        Totals totals = tally.totals();
        assertThat(totals.exits().get(1).shadowed()).isEqualTo(2);
        assertThat(totals.exits().get(1).agreed()).isEqualTo(1);
        assertThat(totals.shadowMultiplyAdds()).isEqualTo(200);
        assertThat(totals.multiplyAdds()).isZero();
        assertThat(totals.samples()).isZero();
    }

    @Test
    void a_deadline_is_met_up_to_its_last_millisecond() {
        Totals totals = totals(List.of(
                TestAnswers.due(40, 39, Verdict.CONFIDENT),
                TestAnswers.due(40, 40, Verdict.DEADLINE),
                TestAnswers.due(40, 41, Verdict.BUDGET),
                TestAnswers.answer(1, 5)));

        assertThat(totals.limits()).isEqualTo(new LimitTotals(3, 2, 1, 1));
    }

    static Totals totals(List<Answer> answers) {
        Tally tally = new Tally();
        answers.forEach(tally::add);
        return tally.totals();
    }

    private static List<Answer> concat(List<Answer> some, List<Answer> others) {
        List<Answer> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void labels_are_counted_one_by_one_and_only_all_together_are_right() {
        Totals totals = totals(List.of(
                TestAnswers.ofLabels(List.of(1, 2), List.of(1, 2)),
                TestAnswers.ofLabels(List.of(1, 3), List.of(1, 2, 4)),
                TestAnswers.ofLabels(List.of(), List.of())));

        assertThat(totals.exits().get(0).labelled()).isEqualTo(3);
        assertThat(totals.exits().get(0).correct()).isEqualTo(2);
        assertThat(totals.labels()).isEqualTo(new LabelTotals(3, 1, 2));
        assertThat(totals.labels().f1()).hasValue(6.0 / 9);
        assertThat(totals.plus(totals).labels()).isEqualTo(new LabelTotals(6, 2, 4));
    }

    @Test
    void where_no_label_is_named_or_true_there_is_no_f1() {
        assertThat(LabelTotals.NONE.f1()).isEmpty();
    }

    @Test
    void numbers_are_counted_by_how_far_off_they_are_and_right_within_the_tolerance() {
        Totals totals = totals(
                List.of(TestAnswers.ofNumber(3.5f, 3), TestAnswers.ofNumber(-1, -2), TestAnswers.ofNumber(4.75f, 5)));

        assertThat(totals.exits().get(0).labelled()).isEqualTo(3);
        assertThat(totals.exits().get(0).correct()).isEqualTo(2);
        assertThat(totals.numbers()).isEqualTo(new NumberTotals(3, 1.75));
        assertThat(totals.plus(totals).numbers().meanAbsoluteError()).hasValue(3.5 / 6);
        assertThat(totals.labels()).isEqualTo(LabelTotals.NONE);
    }

    @Test
    void where_no_true_number_is_known_there_is_no_error() {
        assertThat(NumberTotals.NONE.meanAbsoluteError()).isEmpty();
    }
}
