package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Task;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassProbabilitiesTest {

    private static final Consistency BEFORE = new Consistency(2, 0.75);

    @Test
    void one_temperature_takes_one_softmax() {
        ClassProbabilities classes = new ClassProbabilities(new float[] {1, 2, 3}, Task.CLASSIFICATION);

        assertThat(classes.at(1)).isSameAs(classes.at(1)).isEqualTo(Softmax.of(new float[] {1, 2, 3}, 1));
    }

    @Test
    void another_temperature_takes_another() {
        ClassProbabilities classes = new ClassProbabilities(new float[] {1, 2, 3}, Task.CLASSIFICATION);
        classes.at(2);

        assertThat(classes.at(1)).isEqualTo(Softmax.of(new float[] {1, 2, 3}, 1));
        assertThat(classes.at(2)).isEqualTo(Softmax.of(new float[] {1, 2, 3}, 2));
    }

    /** Streamed decisions must equal the offline ones. */
    @ParameterizedTest
    @EnumSource
    void confidences_are_those_of_logits_bit_for_bit(ConfidenceMeasure measure) {
        Random random = new Random(3);
        for (int n = 0; n < 100; n++) {
            float[] logits = new float[1 + random.nextInt(50)];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (10 * random.nextGaussian());
            }
            Criterion criterion = new Criterion(measure, Temperatures.NONE, Thresholds.of(0.5f));

            assertThat(criterion.confidence(1, new ClassProbabilities(logits, measure.task()), BEFORE))
                    .isEqualTo(measure.confidence(logits, 1, BEFORE));
        }
    }
}
