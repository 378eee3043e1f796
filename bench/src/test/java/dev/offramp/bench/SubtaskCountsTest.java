package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubtaskCountsTest {

    @Test
    void the_busiest_of_four_that_does_all_the_work_does_four_times_the_mean() {
        assertThat(SubtaskCounts.busiestOverMean(List.of(5L, 5L, 5L, 5L), List.of(5L, 105L, 5L, 5L)))
                .isEqualTo(4);
    }

    @Test
    void what_was_run_before_does_not_count() {
        assertThat(SubtaskCounts.busiestOverMean(List.of(1_000L, 0L), List.of(1_010L, 30L)))
                .isCloseTo(1.5, within(1e-9));
    }

    @Test
    void subtasks_of_one_run_count_together_and_idle_ones_are_seen() {
        String run = UUID.randomUUID().toString();
        SubtaskCounts.of(run).add();
        SubtaskCounts.of(run).add().add(7);

        assertThat(SubtaskCounts.of(run).now()).containsExactly(0L, 7L);
        assertThat(SubtaskCounts.of(UUID.randomUUID().toString()).now()).isEmpty();
    }

    @Test
    void a_subtask_that_opens_meanwhile_makes_the_count_wrong_and_is_refused() {
        assertThatThrownBy(() -> SubtaskCounts.busiestOverMean(List.of(0L), List.of(5L, 5L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SubtaskCounts.busiestOverMean(List.of(5L, 5L), List.of(5L, 5L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
