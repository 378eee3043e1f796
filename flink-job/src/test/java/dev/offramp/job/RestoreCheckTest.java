package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreCheckTest {

    @Test
    void a_savepoint_that_is_wholly_claimed_asks_nothing_of_flink() {
        RestoreCheck check = check();

        assertThat(check.problems()).isEmpty();
        assertThat(check.leavesStateBehind()).isFalse();
    }

    @Test
    void what_deep_exits_smoothing_and_steering_know_may_stay_behind() {
        RestoreCheck check =
                check("exit-4", "exit-12", "smooth", "steer", "steer-windows", "Sink Committer: steered-policies");

        assertThat(check.problems()).isEmpty();
        assertThat(check.leavesStateBehind()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frames",
                "policies",
                "admit",
                "classifications",
                "Sink Committer: classifications",
                "throughput-windows",
                "exit-1-b",
                "5f3c"
            })
    void whatever_else_would_be_lost_is_named(String uid) {
        RestoreCheck check = check("exit-4", uid);

        assertThat(check.leavesStateBehind()).isFalse();
        assertThat(check.problems()).singleElement().satisfies(problem -> assertThat(problem)
                .contains("file:/savepoint-1")
                .contains("state of " + uid + ",")
                .contains("execution.state-recovery.ignore-unclaimed-state"));
    }

    @Test
    void the_order_of_answers_may_stay_behind_where_none_waits() {
        RestoreCheck check = new RestoreCheck("file:/savepoint-1", List.of("in-order"), false);

        assertThat(check.problems()).isEmpty();
        assertThat(check.leavesStateBehind()).isTrue();
    }

    @Test
    void answers_that_wait_would_be_lost_and_the_way_out_is_said() {
        RestoreCheck check = new RestoreCheck("file:/savepoint-1", List.of("in-order"), true);

        assertThat(check.leavesStateBehind()).isFalse();
        assertThat(check.problems()).singleElement().satisfies(problem -> assertThat(problem)
                .contains("state of in-order,")
                .contains("results.order: stream")
                .contains("results.max-wait"));
    }

    private static RestoreCheck check(String... unclaimed) {
        return new RestoreCheck("file:/savepoint-1", List.of(unclaimed), false);
    }
}
