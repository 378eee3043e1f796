package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Consistency;
import dev.offramp.policy.Softmax;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {

    private static final int SAMPLES = 20_000;
    private static final int CLASSES = 4;

    private final float[][] logits = new float[SAMPLES][CLASSES];
    private final int[] labels = new int[SAMPLES];

    @Test
    void the_temperature_that_labels_were_drawn_at_is_found_and_removes_the_calibration_error() {
        drawLabelsAt(2.5f);

        float temperature = TemperatureFit.of(logits, labels);

        assertThat(temperature).isCloseTo(2.5f, within(.1f));
        assertThat(errorAt(1)).isGreaterThan(.1);
        assertThat(errorAt(temperature)).isLessThan(.02);
    }

    @Test
    void logits_that_are_right_as_they_are_keep_temperature_1() {
        drawLabelsAt(1);

        assertThat(TemperatureFit.of(logits, labels)).isCloseTo(1, within(.05f));
    }

    private void drawLabelsAt(float temperature) {
        Random random = new Random(1);
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int i = 0; i < CLASSES; i++) {
                logits[sample][i] = (float) (3 * random.nextGaussian());
            }
            double[] probabilities = Softmax.of(logits[sample], temperature);
            double draw = random.nextDouble();
            int label = 0;
            while (label < CLASSES - 1 && draw >= probabilities[label]) {
                draw -= probabilities[label];
                label++;
            }
            labels[sample] = label;
        }
    }

    private double errorAt(float temperature) {
        float[][] confidence = new float[1][SAMPLES];
        int[][] predicted = new int[1][SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            confidence[0][sample] =
                    ConfidenceMeasure.MAX_SOFTMAX.confidence(logits[sample], temperature, Consistency.FIRST);
            for (int i = 1; i < CLASSES; i++) {
                predicted[0][sample] =
                        logits[sample][i] > logits[sample][predicted[0][sample]] ? i : predicted[0][sample];
            }
        }
        return CalibrationError.of(new ExitTable(labels, confidence, predicted), 1);
    }
}
