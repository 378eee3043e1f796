package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.picture.Phase;
import dev.offramp.cli.picture.TimePanel;
import dev.offramp.cli.picture.TimePanels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrownoutPanelsTest {

    private static final long START = 1_000_000;

    @Test
    void the_first_and_the_last_second_are_left_out_for_they_are_in_part() {
        TimePanels panels = panels();

        assertThat(panels.seconds()).containsExactly(2.0, 3.0, 4.0);
        assertThat(line(panels, 0, "created")).containsExactly(20.0, 30.0, 40.0); // of 10, 20, 30, 40, 50
        assertThat(panels.panels()).allSatisfy(panel -> assertThat(panel.lines())
                .allSatisfy(line -> assertThat(line.values()).hasSize(3)));
    }

    @Test
    void the_overload_is_a_phase_with_a_word() {
        assertThat(panels().phases()).containsExactly(new Phase("load 300 %", 2, 4));
    }

    @Test
    void the_goal_lies_across_the_latency_that_was_measured() {
        TimePanels panels = panels();

        assertThat(line(panels, 2, "goal")).containsOnly(700.0);
        assertThat(line(panels, 2, "measured"))
                .allSatisfy(millis -> assertThat(millis).isBetween(19.0, 21.0));
    }

    @Test
    void shares_of_exits_lie_on_top_of_each_other_up_to_all() {
        TimePanels panels = panels();

        assertThat(panels.panels().get(3).scale()).isEqualTo(TimePanel.Scale.STACKED);
        assertThat(line(panels, 3, "exit 2")).containsOnly(100.0);
        assertThat(line(panels, 3, "exit 1")).containsOnly(50.0);
    }

    private static TimePanels panels() {
        var timeline = new Timeline(2, START);
        for (int second = 0; second < 5; second++) {
            for (int n = 0; n < 10 * (second + 1); n++) {
                long created = START + 1000L * second + 100;
                timeline.add(TestingAnswers.answer(created, created + 20, 1 + n % 2, 1));
            }
        }
        List<LoadPhase> phases = List.of(
                new LoadPhase("50 %", 10, 2), new LoadPhase("300 %", 60, 2), new LoadPhase("50 % again", 10, 3));
        return new BrownoutPanels(phases, Duration.ofMillis(700), timeline).panels();
    }

    private static List<Double> line(TimePanels panels, int panel, String name) {
        return panels.panels().get(panel).lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }
}
