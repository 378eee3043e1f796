package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.cli.publish.FrameAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final FrameAddress FIRST = new FrameAddress("camera-0", 0);
    private static final FrameAddress SECOND = new FrameAddress("camera-1", 0);

    private final RunTally tally = new RunTally(List.of(FIRST, SECOND), 2);

    @Test
    void a_run_is_exactly_once_when_every_frame_has_one_answer() {
        tally.add(TestingAnswers.answer(FIRST, 1, 0));
        assertThat(tally.isExactlyOnce()).isFalse();

        tally.add(TestingAnswers.answer(SECOND, 1, 1));
        assertThat(tally.isExactlyOnce()).isTrue();
    }

    @Test
    void a_second_answer_to_the_same_frame_is_seen() {
        tally.add(TestingAnswers.answer(FIRST, 1, 0));
        tally.add(TestingAnswers.answer(SECOND, 1, 0));
        tally.add(TestingAnswers.answer(FIRST, 1, 0));

        assertThat(tally.duplicates()).isEqualTo(1);
        assertThat(tally.isExactlyOnce()).isFalse();
        assertThat(tally.sums().answers()).isEqualTo(2);
    }

    @Test
    void an_answer_to_another_run_does_not_count() {
        tally.add(TestingAnswers.answer(new FrameAddress("camera-0", 1), 1, 0));

        assertThat(tally.sums().answers()).isZero();
        assertThat(tally.duplicates()).isZero();
    }

    @Test
    void the_rate_is_counted_from_the_first_answer_to_the_last() {
        tally.add(TestingAnswers.answer(FIRST, 1, 0));
        assertThat(tally.sums().perSecond()).isZero();

        tally.add(TestingAnswers.answer(SECOND, 2, 500));
        assertThat(tally.sums().perSecond()).isEqualTo(2, within(1e-9));
    }

    @Test
    void what_the_answers_cost_and_were_worth_adds_up() {
        tally.add(TestingAnswers.answer(FIRST, 1, 0));
        tally.add(TestingAnswers.answer(SECOND, 2, 1));

        assertThat(tally.sums().share(1)).isEqualTo(0.5);
        assertThat(tally.sums().meanMultiplyAdds()).isEqualTo(1_500_000);
        assertThat(tally.sums().accuracy()).isEqualTo(0.5);
        assertThat(tally.sums().policyVersions()).isEqualTo(Set.of(7L));
        assertThat(tally.sums().inStagesMillis(50)).isEqualTo(3, within(0.01));
    }
}
