package dev.offramp.exit;

import static dev.offramp.exit.TestingExit.SURE;
import static dev.offramp.exit.TestingExit.UNSURE;
import static dev.offramp.exit.TestingExit.behindStageOne;
import static dev.offramp.exit.TestingExit.deeper;
import static dev.offramp.exit.TestingExit.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.exit.TestingExit.Row;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.Task;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.TestSamples;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who leaves, with which answer, and what becomes of the activation. */
class ExitFunctionTest {

    @AutoClose
    private final TestingExit exit;

    ExitFunctionTest() throws Exception {
        exit = TestingExit.at(1);
    }

    @Test
    void a_confident_sample_leaves_with_its_answer_and_gives_up_its_activation() throws Exception {
        Row activation = new Row();

        exit.take(behindStageOne(SURE, activation));

        assertThat(exit.survivors()).isEmpty();
        assertThat(exit.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.verdict()).isEqualTo(Verdict.CONFIDENT);
            assertThat(answer.predicted()).isEqualTo(1);
            assertThat(answer.policyVersion()).isZero();
            assertThat(answer.journey().multiplyAdds()).isEqualTo(100);
            assertThat(answer.answeredAtMillis()).isEqualTo(5_000);
            assertThat(answer.endToEndMillis()).isEqualTo(4_000);
        });
        assertThat(activation.releases).isEqualTo(1);
    }

    @Test
    void an_unsure_sample_goes_deeper_with_its_activation() throws Exception {
        Row activation = new Row();

        exit.take(behindStageOne(UNSURE, activation));

        assertThat(exit.survivors()).hasSize(1);
        assertThat(exit.answers()).isEmpty();
        assertThat(activation.releases).isZero();
    }

    @Test
    void a_sample_that_its_stage_did_not_score_goes_deeper() throws Exception {
        Row activation = new Row();

        exit.take(behindStageOne(new float[0], activation));

        assertThat(exit.survivors()).hasSize(1);
        assertThat(exit.answers()).isEmpty();
        assertThat(activation.releases).isZero();
    }

    @Test
    void the_last_exit_answers_what_nobody_was_sure_of() throws Exception {
        try (var last = TestingExit.at(TestSamples.STAGES)) {
            last.take(behindStageOne(UNSURE, new Row()));

            assertThat(last.answers()).extracting(Answer::verdict).containsExactly(Verdict.FINAL);
        }
    }

    @Test
    void scores_that_are_no_numbers_become_a_reject_at_the_last_exit() throws Exception {
        try (var last = TestingExit.at(TestSamples.STAGES)) {
            Row activation = new Row();

            last.take(behindStageOne(new float[] {0, Float.NaN}, activation));

            assertThat(last.side(RejectedRecord.REJECTS)).singleElement().satisfies(reject -> {
                assertThat(reject.reason()).isEqualTo(RefusalReason.NOT_FINITE);
                assertThat(reject.detail()).contains("[1]");
            });
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void a_sample_that_a_stage_passed_by_leaves_with_the_answer_of_the_exit_before() throws Exception {
        try (var second = TestingExit.at(2)) {
            Row activation = new Row();

            second.take(behindStageOne(UNSURE, activation).late());

            assertThat(second.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.exit()).isEqualTo(1);
                assertThat(answer.verdict()).isEqualTo(Verdict.DEADLINE);
                assertThat(answer.journey().multiplyAdds()).isEqualTo(100);
            });
            assertThat(second.survivors()).isEmpty();
            assertThat(activation.releases).isEqualTo(1);
        }
    }

    @Test
    void patience_counts_exits_that_gave_the_same_answer_in_a_row() throws Exception {
        Policy patient = Policy.of(0, ConfidenceMeasure.PATIENCE, Thresholds.of(2, 2));
        InFlight first = sample("a", 0, patient, SURE);
        exit.take(first);

        assertThat(exit.answers()).isEmpty();
        try (var second = TestingExit.at(2)) {
            second.take(deeper(first, UNSURE, new Row()));
            second.take(deeper(first, new float[] {1, 0}, new Row()));

            assertThat(second.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.predicted()).isEqualTo(1);
                assertThat(answer.confidence()).isEqualTo(2);
            });
        }
    }

    @Test
    void labels_leave_together_when_the_least_certain_of_them_is_certain_enough() throws Exception {
        Policy labels = Policy.of(0, ConfidenceMeasure.LEAST_CERTAIN, Thresholds.of(0.9f, 0.9f));

        try (var first = TestingExit.at(1, AnswerKind.exact(Task.MULTI_LABEL))) {
            first.take(sample("a", 0, labels, new float[] {4, 5}));
            first.take(sample("a", 1, labels, new float[] {4, 1}));

            assertThat(first.survivors()).hasSize(1);
            assertThat(first.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.task()).isEqualTo(Task.MULTI_LABEL);
                assertThat(answer.labels()).extracting(ClassProbability::index).containsExactly(1, 0);
                assertThat(answer.value()).isEqualTo(LabelSet.of(List.of(0, 1)));
            });
        }
    }

    @Test
    void a_label_that_is_no_number_never_leaves_early() throws Exception {
        Policy labels = Policy.of(0, ConfidenceMeasure.LEAST_CERTAIN, Thresholds.of(0f, 0f));

        exit.take(sample("a", 0, labels, new float[] {4, Float.NaN}));

        assertThat(exit.survivors()).hasSize(1);
        assertThat(exit.answers()).isEmpty();
    }

    private static final AnswerKind NUMBERS = new AnswerKind(Task.REGRESSION, 0.5f);

    /** Exits that agree within a quarter. */
    private static final Policy AGREEING = Policy.of(0, ConfidenceMeasure.AGREEMENT, Thresholds.of(0.8f, 0.8f));

    private static float[] number(float value) {
        return new float[] {value};
    }

    @Test
    void a_number_leaves_where_it_is_close_enough_to_that_of_the_exit_before() throws Exception {
        try (var first = TestingExit.at(1, NUMBERS);
                var second = TestingExit.at(2, NUMBERS)) {
            first.take(sample("a", 0, AGREEING, number(3)));
            InFlight sample = first.survivors().get(0);
            second.take(deeper(sample, number(3.25f), new Row()));
            second.take(deeper(sample, number(2.5f), new Row()));

            assertThat(first.answers()).isEmpty();
            assertThat(second.survivors()).hasSize(1);
            assertThat(second.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.number()).isEqualTo(3.25f);
                assertThat(answer.confidence()).isEqualTo(0.8f);
                assertThat(answer.top()).isEmpty();
                assertThat(answer.kind()).isEqualTo(NUMBERS);
            });
        }
    }

    @Test
    void an_exit_that_is_closed_is_agreed_with_all_the_same() throws Exception {
        Policy secondClosed =
                Policy.of(0, ConfidenceMeasure.AGREEMENT, Thresholds.of(Thresholds.CLOSED, Thresholds.CLOSED));

        assertThat(secondClosed.criterion().isIndifferentTo(1)).isFalse();
        try (var last = TestingExit.at(TestSamples.STAGES, NUMBERS)) {
            InFlight behindSecond = deeper(sample("a", 0, secondClosed, number(1)), number(4), new Row());
            last.take(deeper(behindSecond, number(5), new Row()));

            assertThat(last.answers()).extracting(Answer::confidence).containsExactly(0.5f);
        }
    }

    @Test
    void a_number_that_is_none_never_leaves_early_nor_lets_the_next_exit_agree_and_is_a_reject_at_the_last()
            throws Exception {
        Policy open = Policy.of(0, ConfidenceMeasure.AGREEMENT, Thresholds.of(0f, 1e-6f));
        InFlight sample = sample("a", 0, open, number(Float.NaN));
        try (var first = TestingExit.at(1, NUMBERS);
                var second = TestingExit.at(2, NUMBERS);
                var last = TestingExit.at(TestSamples.STAGES, NUMBERS)) {
            first.take(sample);
            second.take(deeper(sample, number(3), new Row()));
            last.take(deeper(sample, number(Float.POSITIVE_INFINITY), new Row()));

            assertThat(first.survivors()).hasSize(1);
            assertThat(second.survivors()).hasSize(1);
            assertThat(last.answers()).isEmpty();
            assertThat(last.side(RejectedRecord.REJECTS))
                    .extracting(RejectedRecord::reason)
                    .containsExactly(RefusalReason.NOT_FINITE);
        }
    }
}
