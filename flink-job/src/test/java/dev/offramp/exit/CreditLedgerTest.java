package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.DepthPlan;
import dev.offramp.policy.StreamAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditLedgerTest {

    private static final List<Double> COSTS = List.of(100.0, 200.0, 300.0);
    private static final DepthPlan PLAN = new DepthPlan(BudgetCurve.uncalibrated(COSTS), COSTS);
    private static final int BURST = 32;
    /** One of four samples may go all the way: 100 + 0.25 x 200. */
    private static final long BUDGET = 150;

    private static DepthCredit credit(int subtasks) {
        return DepthCredit.shared(1, PLAN, BURST, subtasks);
    }

    private static CreditLedger ledger(int subtasks) {
        return new CreditLedger(credit(subtasks).burst(), Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void however_a_stream_is_split_a_quarter_of_its_samples_goes_deeper_and_no_more_than_a_burst_above(int subtasks) {
        List<CreditLedger> ledgers =
                IntStream.range(0, subtasks).mapToObj(n -> ledger(subtasks)).toList();
        int samples = 64_000;
        long deeper = IntStream.range(0, samples)
                .filter(n -> ledgers.get(n % subtasks).goesDeeper("camera", true, credit(subtasks), BUDGET, 0))
                .count();

        assertThat(deeper).isBetween(samples / 4L - subtasks, samples / 4L + BURST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void after_quiet_times_all_subtasks_together_let_one_burst_through(int subtasks) {
        List<CreditLedger> ledgers =
                IntStream.range(0, subtasks).mapToObj(n -> ledger(subtasks)).toList();
        IntStream.range(0, 10_000)
                .forEach(n -> ledgers.get(n % subtasks).goesDeeper("camera", false, credit(subtasks), BUDGET, 0));

        long inARow = IntStream.iterate(0, n -> n + 1)
                .takeWhile(n -> ledgers.get(n % subtasks).goesDeeper("camera", true, credit(subtasks), BUDGET, 0))
                .count();

        assertThat((double) inARow).isCloseTo(BURST / 0.75, within(BURST / 2.0));
    }

    @Test
    void accounts_that_come_together_at_a_smaller_parallelism_are_added_up_to_a_burst() {
        CreditLedger one = ledger(1);
        one.add(new StreamAccount("a", 3, 5));
        one.add(new StreamAccount("a", 4, 7));
        one.add(new StreamAccount("b", 30, 1));
        one.add(new StreamAccount("b", 30, 1));

        assertThat(one.accounts())
                .containsExactlyInAnyOrder(new StreamAccount("a", 7, 7), new StreamAccount("b", BURST, 1));
    }

    @Test
    void the_accounts_of_silent_streams_are_forgotten() {
        CreditLedger ledger = ledger(1);
        ledger.goesDeeper("silent", true, credit(1), BUDGET, 0);
        ledger.goesDeeper("heard", true, credit(1), BUDGET, 0);
        ledger.goesDeeper("heard", true, credit(1), BUDGET, 3_600_000);
        ledger.goesDeeper("new", true, credit(1), BUDGET, 3_600_001);

        assertThat(new ArrayList<>(ledger.accounts()))
                .extracting(StreamAccount::stream)
                .containsExactly("heard", "new");
    }
}
