package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.stage.BatchDeadline.Ring;
import org.junit.jupiter.api.Test;

class BatchDeadlineTest {

    private final BatchDeadline deadline = new BatchDeadline();

    @Test
    void an_alarm_on_time_runs_the_batch() {
        deadline.begin(10);

        assertThat(deadline.rings(10, 11)).isEqualTo(Ring.RUN);
    }

    @Test
    void nobody_waits_behind_a_batch_that_ran() {
        deadline.begin(10);
        deadline.end();

        assertThat(deadline.rings(10, 10)).isEqualTo(Ring.NOTHING);
    }

    @Test
    void an_alarm_for_the_batch_before_is_set_again_for_this_one() {
        deadline.begin(10);
        deadline.end();
        deadline.begin(25);

        assertThat(deadline.rings(10, 10)).isEqualTo(Ring.AGAIN);
        assertThat(deadline.millis()).isEqualTo(25);
    }

    @Test
    void a_late_alarm_gives_a_millisecond_of_grace_once_a_batch() {
        deadline.begin(10);

        assertThat(deadline.rings(10, 12)).isEqualTo(Ring.AGAIN);
        assertThat(deadline.millis()).isEqualTo(13);
        assertThat(deadline.rings(13, 30)).isEqualTo(Ring.RUN);
    }
}
