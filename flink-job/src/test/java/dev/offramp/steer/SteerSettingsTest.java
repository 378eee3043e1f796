package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SteerSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void without_a_goal_there_is_no_steering() {
        assertThat(settings(Map.of())).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void a_latency_is_a_goal_in_seconds_and_needs_no_shadows() {
        assertThat(settings(Map.of("steer.latency-p95", "250 ms"))).hasValueSatisfying(settings -> {
            assertThat(settings.goal()).isEqualTo(new Goal(Goal.Kind.LATENCY, 0.25));
            assertThat(settings.shadowShare()).isZero();
        });
    }

    @Test
    void disagreement_is_a_goal_alone_and_a_guard_beside_another() {
        assertThat(settings(Map.of("steer.accepted-disagreement", "0.02"))).hasValueSatisfying(settings -> {
            assertThat(settings.goal()).isEqualTo(new Goal(Goal.Kind.DISAGREEMENT, 0.02));
            assertThat(settings.shadowShare()).isEqualTo(0.01);
        });
        assertThat(settings(Map.of("steer.accepted-disagreement", "0.02", "steer.mean-multiply-adds", "6000000")))
                .hasValueSatisfying(settings -> {
                    assertThat(settings.goal().kind()).isEqualTo(Goal.Kind.MEAN_MULTIPLY_ADDS);
                    assertThat(settings.acceptedDisagreement()).isEqualTo(0.02);
                });
    }

    @Test
    void two_goals_a_share_above_one_and_a_crooked_interval_are_all_named() {
        settings(Map.of(
                "steer.latency-p95", "1 s",
                "steer.multiply-adds-per-second", "5",
                "steer.shadow-share", "1.5",
                "steer.interval", "1500 ms"));

        assertThat(problems).hasSize(3);
        assertThat(String.join("\n", problems))
                .contains("one goal at a time", "steer.shadow-share must be 0 to 1, was 1.5", "whole seconds");
    }

    private Optional<SteerSettings> settings(Map<String, String> config) {
        return SteerSettings.from(Configuration.fromMap(config), problems);
    }
}
