package dev.offramp.exit;

import static dev.offramp.exit.TestingExit.SURE;
import static dev.offramp.exit.TestingExit.deeper;
import static dev.offramp.exit.TestingExit.limited;
import static dev.offramp.exit.TestingExit.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.TestingExit.Row;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.Task;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Samples that are answered and run on. */
class ExitShadowTest {

    @AutoClose
    private final TestingExit exit;

    ExitShadowTest() throws Exception {
        exit = TestingExit.at(1);
    }

    @Test
    void a_shadow_is_answered_and_goes_on_and_is_not_answered_again() throws Exception {
        exit.take(sample("a", 0, limited(Limits.NONE, 1), SURE));

        assertThat(exit.answers()).extracting(Answer::verdict).containsExactly(Verdict.CONFIDENT);
        InFlight shadow = exit.survivors().get(0);
        assertThat(shadow.history().isShadow()).isTrue();

        try (var second = TestingExit.at(2);
                var last = TestingExit.at(TestSamples.STAGES)) {
            second.take(deeper(shadow, SURE, new Row()));
            InFlight third = second.survivors().get(0);
            Row activation = new Row();
            last.take(deeper(third, new float[] {9, 0}, activation));

            assertThat(second.answers()).isEmpty();
            assertThat(last.answers()).isEmpty();
            assertThat(last.side(Agreement.AGREEMENTS)).containsExactly(new Agreement(TestSamples.ID, 1, false, 200));
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void the_shadow_share_is_kept_and_the_same_samples_are_drawn_again() throws Exception {
        Policy policy = limited(Limits.NONE, 0.1);
        for (int n = 0; n < 10_000; n++) {
            exit.take(sample("a", n, policy, SURE));
        }
        List<Long> drawn = exit.survivors().stream()
                .map(shadow -> shadow.sample().sequence())
                .toList();

        assertThat(drawn).hasSizeBetween(900, 1_100);
        try (var again = TestingExit.at(1)) {
            for (int n = 0; n < 10_000; n++) {
                again.take(sample("a", n, policy, SURE));
            }
            assertThat(again.survivors())
                    .extracting(shadow -> shadow.sample().sequence())
                    .isEqualTo(drawn);
        }
    }

    @Test
    void the_last_exit_agrees_with_a_number_that_it_is_close_to() throws Exception {
        AnswerKind numbers = new AnswerKind(Task.REGRESSION, 0.5f);
        Policy policy =
                new Policy(1, Criterion.of(ConfidenceMeasure.AGREEMENT, Thresholds.of(0f, 0f)), Limits.UNLIMITED, 1);
        try (var first = TestingExit.at(1, numbers);
                var last = TestingExit.at(TestSamples.STAGES, numbers)) {
            first.take(sample("a", 0, policy, new float[] {3}));
            InFlight shadow = first.survivors().get(0);
            last.take(deeper(shadow, new float[] {3.5f}, new Row()));
            last.take(deeper(shadow, new float[] {2.25f}, new Row()));

            assertThat(first.answers()).extracting(Answer::number).containsExactly(3f);
            assertThat(last.side(Agreement.AGREEMENTS))
                    .extracting(Agreement::agreed)
                    .containsExactly(true, false);
        }
    }
}
