package dev.offramp.stage;

import java.util.List;

/**
 * What a stage made of a batch.
 *
 * @param activations one a row: the input of the next stage, empty of tensors behind the last
 * @param logits      one array a row, float32, one score a class
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record StageRows(List<Activation> activations, float[][] logits) {}
