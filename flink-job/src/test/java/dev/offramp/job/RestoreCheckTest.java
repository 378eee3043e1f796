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
    void what_deep_exits_and_steering_know_may_stay_behind() {
        RestoreCheck check = check("exit-4", "exit-12", "steer", "steer-windows", "Sink Committer: steered-policies");

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

    private static RestoreCheck check(String... unclaimed) {
        return new RestoreCheck("file:/savepoint-1", List.of(unclaimed));
    }
}
