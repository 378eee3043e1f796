package dev.offramp.cli.bundle;

import static dev.offramp.cli.bundle.TestingOrders.EVERYBODY;
import static dev.offramp.cli.bundle.TestingOrders.ONE;
import static dev.offramp.cli.bundle.TestingOrders.TRIAL;
import static dev.offramp.cli.bundle.TestingOrders.TWO;
import static dev.offramp.cli.bundle.TestingOrders.canary;
import static dev.offramp.cli.bundle.TestingOrders.decision;
import static dev.offramp.cli.bundle.TestingOrders.report;
import static dev.offramp.cli.bundle.TestingOrders.serve;
import static dev.offramp.cli.bundle.TestingOrders.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Decision.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleBoardTest {

    @Test
    void what_the_job_accepted_stands_and_what_it_did_not_yet_decide_does_not() {
        assertThat(board(serve(1, ONE)).standing(EVERYBODY)).isEmpty();
        assertThat(board(serve(1, ONE), decision(serve(1, ONE), Outcome.ACCEPTED, ""))
                        .standing(EVERYBODY))
                .contains(ONE);
    }

    /** Compaction leaves the newest order and the newest decision, and no trace of what they replaced but in the order. */
    @Test
    void what_was_refused_leaves_what_stood_before_although_compaction_has_forgotten_it() {
        BundleBoard board = board(serve(2, TWO, ONE), decision(serve(2, TWO), Outcome.REFUSED, "no memory"));

        assertThat(board.standing(EVERYBODY)).contains(ONE);
        assertThat(board(serve(2, TWO, ONE)).standing(EVERYBODY))
                .as("not decided yet")
                .contains(ONE);
    }

    @Test
    void a_decision_about_an_older_order_says_nothing_of_the_newest() {
        BundleBoard board = board(serve(1, ONE), decision(serve(1, ONE), Outcome.ACCEPTED, ""), serve(2, TWO, ONE));

        assertThat(board.decision(serve(2, TWO, ONE))).isEmpty();
        assertThat(board.standing(EVERYBODY)).contains(ONE);
    }

    @Test
    void what_a_rule_took_back_is_on_trial_no_more_and_what_it_promoted_stands() {
        Decision promoted = new Decision(EVERYBODY, 3, Optional.of(TWO), Outcome.ACCEPTED, 1, "agreement 99 %", 2);

        assertThat(board(canary(2, TWO), decision(canary(2, TWO), Outcome.ROLLED_BACK, "cost 1.4x"))
                        .standing(TRIAL))
                .isEmpty();
        assertThat(board(serve(1, ONE), decision(serve(1, ONE), Outcome.ACCEPTED, ""), promoted)
                        .standing(EVERYBODY))
                .contains(TWO);
    }

    @Test
    void an_order_that_goes_back_is_refused_and_changes_nothing() {
        BundleBoard board = board(serve(2, TWO), serve(2, ONE), canary(1, ONE));

        assertThat(board.order(EVERYBODY)).contains(serve(2, TWO));
        assertThat(board.order(TRIAL)).as("another matter").contains(canary(1, ONE));
        assertThat(board.newestVersion()).isEqualTo(2);
        assertThat(board.refused()).singleElement().satisfies(record -> assertThat(
                        record.refusal().detail())
                .isEqualTo("order 2 about DEFAULT/ goes back: there is order 2"));
    }

    @Test
    void tasks_say_how_far_they_are_in_the_newest_round_alone() {
        BundleBoard board = board(report(1, 0, "an old one"), report(2, 1), report(2, 2, "no memory"));

        assertThat(TaskState.lines(board.reports()))
                .containsExactly(
                        "stage-1, tiny 2.0.0 (2b2b2b2b2b2b): 1 of 4 ready", "stage-1 (3/4) cannot serve it: no memory");
    }

    @Test
    void a_table_shows_what_is_ordered_what_holds_and_why() {
        BundleBoard board = board(
                serve(2, TWO, ONE), decision(serve(2, TWO), Outcome.REFUSED, "stage-1/2: no memory"), canary(3, TWO));

        assertThat(BundleTable.lines(board, 3))
                .containsExactly(
                        "scope    order  role     share  bundle                     holds                      by    state",
                        "default  2      serving  -      tiny 2.0.0 (2b2b2b2b2b2b)  tiny 1.0.0 (1a1a1a1a1a1a)  anna  refused: stage-1/2: no memory",
                        "default  3      canary   5%     tiny 2.0.0 (2b2b2b2b2b2b)  -                          anna  waits for tasks");
        assertThat(BundleTable.lines(board(), 3))
                .containsExactly("None: every stream meets the bundle that the job was started with.");
    }

    private static BundleBoard board(BundleRecord... records) {
        return BundleBoard.of(topic(records));
    }
}
