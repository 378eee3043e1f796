package dev.offramp.exit;

import static dev.offramp.exit.TestingExit.SETTINGS;
import static dev.offramp.exit.TestingExit.SURE;
import static dev.offramp.exit.TestingExit.UNSURE;
import static dev.offramp.exit.TestingExit.limited;
import static dev.offramp.exit.TestingExit.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Policy;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The budgets of streams at an exit. */
class ExitBudgetTest {

    @AutoClose
    private final TestingExit exit;

    ExitBudgetTest() throws Exception {
        exit = TestingExit.at(1);
    }

    @Test
    void a_stream_that_overspends_is_answered_early_and_keeps_its_budget() throws Exception {
        Policy frugal = limited(150, 0); // one of four may go all the way: 100 + 0.25 x 200
        for (int n = 0; n < 400; n++) {
            exit.take(sample("hard", n, frugal, UNSURE));
            exit.take(sample("other", n, TestSamples.POLICY, UNSURE));
        }

        long deeper = exit.survivors("hard");
        assertThat(deeper).isBetween(100L, 100L + SETTINGS.burst());
        assertThat(exit.answers()).hasSize(400 - (int) deeper).allSatisfy(answer -> {
            assertThat(answer.verdict()).isEqualTo(Verdict.BUDGET);
            assertThat(answer.sample().stream()).isEqualTo("hard");
        });
        assertThat(exit.survivors("other")).isEqualTo(400);
    }

    @Test
    void the_credit_of_easy_samples_pays_for_a_burst_of_hard_ones() throws Exception {
        Policy frugal = limited(150, 0);
        for (int n = 0; n < 40; n++) {
            exit.take(sample("a", n, frugal, SURE));
        }
        for (int n = 40; n < 44; n++) {
            exit.take(sample("a", n, frugal, UNSURE));
        }

        assertThat(exit.survivors("a")).isEqualTo(SETTINGS.burst());
    }

    @Test
    void the_credit_of_a_stream_is_in_the_checkpoint() throws Exception {
        Policy frugal = limited(100, 0); // nobody goes deeper once the first credit is spent
        for (int n = 0; n < 10; n++) {
            exit.take(sample("a", n, frugal, UNSURE));
        }
        OperatorSubtaskState checkpoint = exit.snapshot();

        try (var restored = TestingExit.closedAt(1)) {
            restored.open(checkpoint);
            restored.take(sample("a", 10, frugal, UNSURE));
            restored.take(sample("b", 0, frugal, UNSURE));

            assertThat(restored.survivors()).extracting(InFlight::stream).containsExactly("b");
        }
    }
}
