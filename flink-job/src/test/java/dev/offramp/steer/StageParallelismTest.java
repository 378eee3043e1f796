package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageParallelismTest {

    private static final List<Double> SECONDS = List.of(6.0, 3.0);

    @Test
    void in_shared_slots_the_stages_of_a_sample_follow_each_other() {
        assertThat(StageParallelism.SHARED.slotSeconds(SECONDS, 3)).isEqualTo(3);
    }

    @Test
    void in_slots_of_their_own_the_busiest_stage_holds_the_others_up() {
        assertThat(new StageParallelism(List.of(4, 1)).slotSeconds(SECONDS, 7)).isEqualTo(3);
        assertThat(new StageParallelism(List.of(StageParallelism.AS_THE_JOB, 3)).slotSeconds(SECONDS, 2))
                .isEqualTo(3);
    }

    @Test
    void as_long_as_nobody_has_counted_there_is_one_slot() {
        assertThat(StageParallelism.SHARED.slotSeconds(SECONDS, 0)).isEqualTo(9);
        assertThat(new StageParallelism(List.of()).slotSeconds(List.of(), 0)).isZero();
    }
}
