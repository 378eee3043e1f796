package dev.offramp.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void a_frame_is_due_its_number_divided_by_the_rate_after_the_start() {
        var pace = new Pace(50, 1_000);

        assertThat(pace.nanosUntil(0, 1_000)).isZero();
        assertThat(pace.nanosUntil(50, 1_000)).isEqualTo(1_000_000_000);
    }

    @Test
    void a_late_frame_does_not_push_the_next_one_back() {
        assertThat(new Pace(50, 0).nanosUntil(2, 39_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void without_a_rate_every_frame_is_due() {
        assertThat(new Pace(0, 5).nanosUntil(1_000_000, 5)).isZero();
    }
}
