package dev.offramp.stage;

import java.util.Arrays;
import java.util.List;

/**
 * What a stage made of a batch.
 *
 * @param activations one a row: the input of the next stage, empty of tensors behind the last
 * @param logits      one array a row, float32, one score a class; of no scores where the stage ran without its head
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record StageRows(List<Activation> activations, float[][] logits) {

    private static final float[] NO_SCORES = {};

    /** The rows of a stage that ran without its head. */
    public static StageRows withoutScores(List<Activation> activations) {
        float[][] logits = new float[activations.size()][];
        Arrays.fill(logits, NO_SCORES);
        return new StageRows(activations, logits);
    }
}
