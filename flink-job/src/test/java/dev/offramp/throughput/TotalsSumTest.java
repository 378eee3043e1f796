package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.Answer;
import java.util.ArrayList;
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
    void a_sum_of_totals_is_what_one_subtask_would_have_counted() {
        TotalsSum sum = new TotalsSum();
        List<Answer> all = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            List<Answer> some = TestAnswers.random(seed, seed);
            sum.add(TallyTest.totals(some));
            all.addAll(some);
        }

        assertThat(sum.totals()).isEqualTo(TallyTest.totals(all));
    }

    @Test
    void the_sum_of_two_knows_how_many_subtasks_count_whichever_says_so() {
        Totals some = TallyTest.totals(TestAnswers.random(3, 1));

        assertThat(some.ofOneOf(8).plus(some).tallies()).isEqualTo(8);
        assertThat(some.plus(some.ofOneOf(8)).tallies()).isEqualTo(8);
        assertThat(some.ofOneOf(8).covering(5).tallies()).isEqualTo(8);
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
