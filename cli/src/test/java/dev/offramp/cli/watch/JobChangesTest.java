package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobChangesTest {

    private static final JobState FIRST = job("a", "RUNNING", 2, 0, 0);

    @Test
    void nothing_is_said_of_the_first_look_nor_of_one_that_is_alike() {
        assertThat(new JobChanges(Optional.empty(), FIRST, 7).events()).isEmpty();
        assertThat(new JobChanges(Optional.of(FIRST), FIRST, 7).events()).isEmpty();
    }

    @Test
    void a_restart_at_another_parallelism_with_a_failed_checkpoint_is_three_events() {
        assertThat(new JobChanges(Optional.of(FIRST), job("a", "RUNNING", 4, 1, 1), 7).events())
                .extracting(Event::kind)
                .containsExactly("restart", "parallelism", "checkpoint");
    }

    @Test
    void a_job_that_fails_is_told_and_so_is_another_in_its_place() {
        assertThat(new JobChanges(Optional.of(FIRST), job("a", "FAILING", 0, 0, 0), 7).events())
                .containsExactly(new Event(7, "job", "the job is FAILING, and was RUNNING"));
        assertThat(new JobChanges(Optional.of(FIRST), job("b", "RUNNING", 2, 0, 0), 7).events())
                .containsExactly(new Event(7, "job", "another job: b"));
    }

    private static JobState job(String id, String state, int parallelism, long restarts, long failed) {
        return new JobState(id, "offramp-tiny", state, 1, parallelism, restarts, 5, failed, List.of());
    }
}
