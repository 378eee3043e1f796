package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class BatchCostsTest {

    private final BatchCosts costs = new BatchCosts(16);

    @Test
    void what_is_fixed_a_batch_is_shared_by_its_samples() {
        costs.ran(1, 400); // 300 + 100
        costs.ran(4, 700);

        assertThat(costs.costAmong(1)).isEqualTo(1);
        assertThat(costs.costAmong(3)).isCloseTo(.5, offset(1e-9)); // 200 each rather than 400
        assertThat(costs.costAmong(1e9)).isCloseTo(.25, offset(1e-6));
    }

    @Test
    void a_flood_of_full_batches_does_not_outweigh_the_other_sizes() {
        costs.ran(1, 400);
        costs.ran(4, 700);
        for (int n = 0; n < 1000; n++) {
            costs.ran(16, 1900);
        }

        assertThat(costs.costAmong(3)).isCloseTo(.5, offset(1e-9));
    }

    @Test
    void a_stage_that_becomes_faster_is_learnt_anew() {
        costs.ran(1, 400);
        costs.ran(4, 700);
        for (int n = 0; n < 200; n++) {
            costs.ran(1, 100);
            costs.ran(4, 400);
        }

        assertThat(costs.costAmong(1e9)).isCloseTo(1, offset(.01));
    }

    @Test
    void a_small_batch_that_took_longer_than_a_large_one_is_no_reason_for_less_than_nothing() {
        costs.ran(1, 900);
        costs.ran(16, 300);

        assertThat(costs.costAmong(16)).isEqualTo(1 / 16.0);
    }

    @Test
    void before_two_sizes_are_known_only_batches_seem_to_cost() {
        assertThat(costs.costAmong(4)).isEqualTo(.25);
        costs.ran(8, 1000);
        assertThat(costs.costAmong(4)).isEqualTo(.25);
    }
}
