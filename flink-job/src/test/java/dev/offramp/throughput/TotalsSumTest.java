package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsSumTest {

    @Test
    void a_sum_knows_how_many_subtasks_count_beside_each_other() {
        TotalsSum sum = new TotalsSum();
        sum.add(Totals.NONE.ofOneOf(8));
        sum.add(Totals.NONE.ofOneOf(8));
        sum.add(Totals.NONE);

        assertThat(sum.totals().tallies()).isEqualTo(8);
    }

    @Test
    void sums_in_place_are_those_of_copies() {
        TotalsSum sum = new TotalsSum();
        Totals copied = Totals.NONE;
        for (int seed = 0; seed < 20; seed++) {
            Totals some = TallyTest.totals(TestAnswers.random(seed, seed));
            sum.add(some);
            copied = copied.plus(some);
        }

        assertThat(sum.totals()).isEqualTo(copied);
    }

    @Test
    void what_is_added_stays_as_it_is() {
        Totals some = TallyTest.totals(TestAnswers.random(10, 1));
        TotalsSum sum = new TotalsSum();
        sum.add(some);
        sum.add(some);

        assertThat(some).isEqualTo(TallyTest.totals(TestAnswers.random(10, 1)));
        assertThat(sum.totals().samples()).isEqualTo(20);
    }

    @Test
    void nothing_is_the_sum_of_nothing() {
        assertThat(new TotalsSum().totals()).isEqualTo(Totals.NONE);
        assertThat(new TotalsSum().totals().exits()).isEqualTo(List.of());
    }
}
