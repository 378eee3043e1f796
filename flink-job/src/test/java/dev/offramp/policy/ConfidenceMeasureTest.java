package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceMeasureTest {

    /** Probabilities 0.1, 0.2, 0.3, 0.4, in another order. */
    private static final float[] TENTHS = logs(3, 1, 4, 2);

    /** A value that float32 arithmetic gets wrong in the last place; from NumPy in float64, rounded once. */
    private static final float[] SENSITIVE = {6.25f, -3.25f, -1.25f, 6.25f, 2, 2, -1.5f, -5, 0.5f, 0.25f};

    @Test
    void max_softmax_is_the_largest_probability() {
        assertThat(ConfidenceMeasure.MAX_SOFTMAX.confidence(TENTHS, 1, Consistency.FIRST))
                .isCloseTo(0.4f, within(1e-6f));
    }

    @Test
    void margin_is_the_gap_between_the_two_largest_probabilities() {
        assertThat(ConfidenceMeasure.MARGIN.confidence(TENTHS, 1, Consistency.FIRST))
                .isCloseTo(0.1f, within(1e-6f));
    }

    @Test
    void entropy_is_one_minus_the_share_of_the_largest_possible_entropy() {
        double entropy = -(0.1 * Math.log(0.1) + 0.2 * Math.log(0.2) + 0.3 * Math.log(0.3) + 0.4 * Math.log(0.4));

        assertThat(ConfidenceMeasure.ENTROPY.confidence(TENTHS, 1, Consistency.FIRST))
                .isCloseTo((float) (1 - entropy / Math.log(4)), within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"MAX_SOFTMAX, 0.4913373", "ENTROPY, 0.65664846", "MARGIN, 0"})
    void a_confidence_is_rounded_to_float32_once_and_at_the_end(ConfidenceMeasure measure, float expected) {
        assertThat(measure.confidence(SENSITIVE, 1, Consistency.FIRST)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"MAX_SOFTMAX, 0.5", "ENTROPY, 0", "MARGIN, 0"})
    void two_classes_that_tie_share_the_confidence(ConfidenceMeasure measure, float expected) {
        assertThat(measure.confidence(new float[] {7, 7}, 1, Consistency.FIRST)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEAST_CERTAIN", "AGREEMENT"})
    void one_class_is_always_certain(ConfidenceMeasure measure) {
        assertThat(measure.confidence(new float[] {-3}, 1, Consistency.FIRST)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEAST_CERTAIN", "AGREEMENT"})
    void a_class_far_above_the_others_is_certain_without_overflow(ConfidenceMeasure measure) {
        assertThat(measure.confidence(new float[] {3e38f, -3e38f, 0}, 1, Consistency.FIRST))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEAST_CERTAIN", "AGREEMENT"})
    void logits_have_no_unit_so_a_shift_changes_nothing(ConfidenceMeasure measure) {
        assertThat(measure.confidence(new float[] {1001, 1002, 1004}, 1, Consistency.FIRST))
                .isEqualTo(measure.confidence(new float[] {1, 2, 4}, 1, Consistency.FIRST));
    }

    @ParameterizedTest
    @EnumSource
    void a_confidence_lies_between_zero_and_one(ConfidenceMeasure measure) {
        Random random = new Random(7);
        for (int classes = 1; classes <= 300; classes++) {
            float[] logits = new float[classes];
            assertThat(measure.confidence(logits, 1, Consistency.FIRST))
                    .as("%d equal classes", classes)
                    .isBetween(0f, 1f);
            for (int i = 0; i < classes; i++) {
                logits[i] = (float) (40 * random.nextGaussian());
            }
            assertThat(measure.confidence(logits, 1, Consistency.FIRST))
                    .as("%d random classes", classes)
                    .isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_logit_that_is_not_finite_makes_every_confidence_nan(float bad) {
        for (ConfidenceMeasure measure : ConfidenceMeasure.values()) {
            assertThat(measure == ConfidenceMeasure.AGREEMENT // which has one logit
                            || Float.isNaN(measure.confidence(new float[] {1, bad, 2}, 1, Consistency.FIRST)))
                    .as("%s", measure)
                    .isTrue();
            assertThat(measure.confidence(new float[] {bad, 1, 2}, 1, Consistency.FIRST))
                    .as("%s, first", measure)
                    .isNaN();
            assertThat(measure.confidence(new float[] {bad}, 1, Consistency.FIRST))
                    .as("%s, alone", measure)
                    .isNaN();
        }
    }

    private static float[] logs(double... values) {
        float[] logs = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = (float) Math.log(values[i]);
        }
        return logs;
    }

    /** The numbers are those of {@code offramp_zoo.tasks.least_certain}. */
    @Test
    void of_labels_the_one_that_is_closest_to_a_half_decides() {
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(new float[] {4, -1.5f, 2}, 1, Consistency.FIRST))
                .isEqualTo(0.63514894f);
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(new float[] {4, -1.5f, 2}, 3, Consistency.FIRST))
                .isEqualTo(0.24491866f);
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(new float[] {1_000, -1_000}, 1, Consistency.FIRST))
                .isEqualTo(1);
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(new float[] {1_000, 0}, 1, Consistency.FIRST))
                .isZero();
    }

    @Test
    void a_label_whose_score_is_not_finite_leaves_no_confidence() {
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(new float[] {4, Float.NaN}, 1, Consistency.FIRST))
                .isNaN();
        assertThat(ConfidenceMeasure.LEAST_CERTAIN.confidence(
                        new float[] {4, Float.NEGATIVE_INFINITY}, 1, Consistency.FIRST))
                .isNaN();
    }

    /** The numbers are those of {@code offramp_zoo.tasks.agreement}. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 0.6666667", "3, 0.25", "0.1, 0.90909094", "Infinity, 0"})
    void numbers_of_two_exits_agree_the_more_the_closer_they_are(double change, float expected) {
        Consistency before = new Consistency(1, change);

        assertThat(ConfidenceMeasure.AGREEMENT.confidence(new float[] {7}, 1, before))
                .isEqualTo(expected);
        assertThat(ConfidenceMeasure.AGREEMENT.confidence(new float[] {-2}, 3, before))
                .as("whatever the number and the temperature")
                .isEqualTo(expected);
    }

    @Test
    void the_first_exit_has_no_number_to_agree_with() {
        assertThat(ConfidenceMeasure.AGREEMENT.confidence(new float[] {7}, 1, Consistency.FIRST))
                .isZero();
    }
}
