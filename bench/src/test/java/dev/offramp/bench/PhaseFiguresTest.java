package dev.offramp.bench;

import static dev.offramp.bench.TestingAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhaseFiguresTest {

    private static final long START = 5_000_000;
    private static final double GOAL_SECONDS = 0.5;

    private final Timeline timeline = new Timeline(2, START);

    @Test
    void a_second_has_what_was_created_and_what_was_answered_in_it() {
        played(0, 100, 1, 1);
        played(900, 1_200, 2, 0);
        played(1_000, 1_400, 1, 1);

        assertThat(timeline.seconds()).extracting(Second::created).containsExactly(2L, 1L);
        assertThat(timeline.seconds()).extracting(Second::answered).containsExactly(1L, 2L);
        assertThat(timeline.lag()).containsExactly(1L, 0L);
        Second second = timeline.seconds().get(1);
        assertThat(second.p95Seconds()).isCloseTo(0.4, within(1e-3));
        assertThat(second.accuracy()).isEqualTo(0.5);
        assertThat(second.meanMultiplyAdds()).isEqualTo(150);
        assertThat(second.shares()).containsExactly(0.5, 0.5);
    }

    @Test
    void figures_of_a_phase_leave_its_first_seconds_out_and_weigh_the_others_by_their_answers() {
        played(0, 900, 2, 0);
        played(1_000, 1_100, 1, 1);
        played(2_000, 2_200, 1, 1);
        played(2_000, 2_200, 2, 0);
        played(2_000, 2_200, 2, 0);

        PhaseFigures figures = figures(1);

        assertThat(figures.answeredPerSecond()).isEqualTo(2);
        assertThat(figures.accuracy()).isEqualTo(0.5);
        assertThat(figures.meanMultiplyAdds()).isEqualTo(150);
        assertThat(figures.shares()).containsExactly(0.5, 0.5);
        assertThat(figures.worstP95Seconds()).isCloseTo(0.2, within(1e-3));
        assertThat(figures.medianP95Seconds()).isCloseTo(0.15, within(1e-3));
        assertThat(figures.secondsOverGoal()).isEqualTo(1); // of the whole phase
        assertThat(figures.mostLag()).isZero();
    }

    @Test
    void a_second_in_which_frames_wait_and_nothing_is_answered_is_over_the_goal_and_no_latency_of_0() {
        played(0, 400, 1, 1);
        played(1_000, 3_300, 1, 1);

        PhaseFigures figures = figures(0);

        assertThat(figures.secondsOverGoal()).isEqualTo(3);
        assertThat(figures.medianP95Seconds()).isCloseTo((0.4 + 2.3) / 2, within(2e-3));
        assertThat(figures.mostLag()).isEqualTo(1);
    }

    private PhaseFigures figures(int reaction) {
        LoadPhase phase = new LoadPhase("load", 1, timeline.seconds().size());
        return PhaseFigures.of(phase, timeline.seconds(), timeline.lag(), GOAL_SECONDS, reaction);
    }

    private void played(long createdMillis, long answeredMillis, int exit, int predicted) {
        timeline.add(answer(START + createdMillis, START + answeredMillis, exit, predicted));
    }
}
