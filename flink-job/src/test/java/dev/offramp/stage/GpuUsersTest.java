package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuUsersTest {

    private static final List<Integer> TWO = List.of(5, 2);

    private final GpuUsers nobody = GpuUsers.parse("");

    @Test
    void the_first_task_gets_the_first_gpu_and_the_next_one_another() {
        GpuUsers users = nobody.with("a", "stage-1", TWO).with("b", "stage-1", TWO);

        assertThat(users.gpu("a")).isEqualTo(2);
        assertThat(users.gpu("b")).isEqualTo(5);
    }

    @Test
    void the_stages_of_one_task_share_its_gpu() {
        GpuUsers users = nobody.with("a", "all", TWO).with("a", "all", TWO).with("a", "all", TWO);

        assertThat(users.users()).containsOnly(Map.entry("a", new GpuUsers.User(2, "all", 3)));
    }

    @Test
    void a_gpu_is_free_when_the_last_stage_of_its_task_is_closed() {
        GpuUsers users = nobody.with("a", "all", TWO)
                .with("a", "all", TWO)
                .with("b", "all", TWO)
                .without("a");
        assertThat(users.with("c", "all", TWO).gpu("c")).isEqualTo(2);

        assertThat(users.without("a").with("c", "all", TWO).users().values())
                .extracting(GpuUsers.User::gpu)
                .containsExactlyInAnyOrder(2, 5);
        assertThat(users.without("b").with("c", "all", TWO).gpu("c")).isEqualTo(5);
    }

    /** Stages differ in what they do: the subtasks of each are spread, and not only their sum. */
    @Test
    void tasks_that_do_the_same_work_are_spread_first() {
        GpuUsers users = nobody.with("1/0", "stage-1", TWO)
                .with("2/0", "stage-2", TWO)
                .with("1/1", "stage-1", TWO)
                .with("2/1", "stage-2", TWO);

        assertThat(users.gpu("1/0")).isNotEqualTo(users.gpu("1/1"));
        assertThat(users.gpu("2/0")).isNotEqualTo(users.gpu("2/1"));
    }

    @Test
    void a_task_that_nobody_knows_can_be_given_back() {
        assertThat(nobody.without("a")).isEqualTo(nobody);
    }

    @Test
    void what_is_written_is_read() {
        GpuUsers users = nobody.with("a", "x/1", TWO).with("b", "y/2", TWO).with("a", "x/1", TWO);

        assertThat(GpuUsers.parse(users.text())).isEqualTo(users);
    }
}
