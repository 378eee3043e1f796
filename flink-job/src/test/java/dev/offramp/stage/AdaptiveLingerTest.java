package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveLingerTest {

    private static final int MOST = 50;
    private static final int BATCH = 16;

    @Test
    void a_batch_that_more_samples_make_much_cheaper_waits_for_them() {
        assertThat(waitAtRate(10, mostlyFixed())).isBetween(MOST - 10L, (long) MOST); // 6 of 16 within the limit
    }

    @Test
    void it_waits_no_longer_than_the_samples_are_likely_to_take() {
        assertThat(waitAtRate(1, mostlyFixed())).isBetween(20L, 30L);
    }

    @Test
    void between_bursts_it_waits_for_the_next_one() {
        AdaptiveLinger linger = new AdaptiveLinger(MOST, () -> BATCH, mostlyFixed());
        for (long burst = 0; burst < 20; burst++) {
            for (int n = 0; n < BATCH / 2; n++) {
                linger.arrived(30 * burst);
            }
        }

        assertThat(linger.millis(30 * 19)).isBetween(30L, (long) MOST);
    }

    @Test
    void where_each_sample_costs_its_own_nobody_waits() {
        assertThat(waitAtRate(1, costs(0, 100))).isZero();
    }

    @Test
    void a_trickle_does_not_wait_for_samples_that_are_not_to_come() {
        assertThat(waitAtRate(2 * MOST, mostlyFixed())).isZero();
    }

    @Test
    void where_little_is_fixed_few_are_enough() {
        assertThat(waitAtRate(1, costs(20, 100))).isLessThan(waitAtRate(1, mostlyFixed()));
    }

    @Test
    void as_long_as_costs_are_unknown_a_fuller_batch_pays() {
        assertThat(waitAtRate(10, new BatchCosts(BATCH))).isBetween(MOST - 10L, (long) MOST);
    }

    @Test
    void the_first_sample_of_all_waits_as_long_as_it_may() {
        AdaptiveLinger linger = new AdaptiveLinger(MOST, () -> BATCH, mostlyFixed());
        linger.arrived(0);

        assertThat(linger.millis(0)).isEqualTo(MOST);
    }

    @Test
    void a_limit_of_zero_is_kept() {
        AdaptiveLinger linger = new AdaptiveLinger(0, () -> BATCH, mostlyFixed());
        linger.arrived(0);
        linger.arrived(0);

        assertThat(linger.millis(0)).isZero();
    }

    private static BatchCosts mostlyFixed() {
        return costs(1000, 10);
    }

    private static BatchCosts costs(long fixed, long each) {
        BatchCosts costs = new BatchCosts(BATCH);
        for (int size = 1; size <= BATCH; size++) {
            costs.ran(size, fixed + size * each);
        }
        return costs;
    }

    private static long waitAtRate(long millisBetween, BatchCosts costs) {
        AdaptiveLinger linger = new AdaptiveLinger(MOST, () -> BATCH, costs);
        long now = 0;
        for (int n = 0; n < 200; n++) {
            now += millisBetween;
            linger.arrived(now);
        }
        return linger.millis(now);
    }
}
