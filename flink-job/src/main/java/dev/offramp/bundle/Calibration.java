package dev.offramp.bundle;

import dev.offramp.budget.ExitTable;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.LabelSet;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every exit of a bundle said of labelled samples that the network was not trained on.
 *
 * @param temperatures under which the confidences were read
 * @param rows         one a sample, at least one, each with the scores of all exits
 */
public record Calibration(Temperatures temperatures, List<CalibrationRow> rows) {

    public Calibration {
        rows = List.copyOf(rows);
    }

    /** Samples in the table. */
    public int samples() {
        return rows.size();
    }

    /** Exits in the table. */
    public int exits() {
        return rows.get(0).getExits().size();
    }

    /** The table under one measure. */
    public ExitTable table(ConfidenceMeasure measure) {
        int[] labels = new int[samples()];
        float[][] confidence = new float[exits()][samples()];
        int[][] predicted = new int[exits()][samples()];
        for (int sample = 0; sample < samples(); sample++) {
            CalibrationRow row = rows.get(sample);
            labels[sample] = answer(row.getLabel(), row.getLabels());
            int agreeing = 0;
            for (int k = 0; k < exits(); k++) {
                ExitScore score = row.getExits().get(k);
                predicted[k][sample] = answer(score.getPredicted(), score.getLabels());
                agreeing = k > 0 && predicted[k - 1][sample] == predicted[k][sample] ? agreeing + 1 : 1;
                confidence[k][sample] = confidence(measure, score, agreeing);
            }
        }
        return new ExitTable(labels, confidence, predicted);
    }

    /** As {@link dev.offramp.sample.Task#answer} tells it. */
    private static int answer(int predicted, @Nullable List<Integer> labels) {
        return labels == null ? predicted : LabelSet.of(labels);
    }

    /** Of a measure that is for another task, that of an exit which is sure of nothing. */
    private static float confidence(ConfidenceMeasure measure, ExitScore score, int agreeing) {
        return switch (measure) {
            case MAX_SOFTMAX -> score.getMaxSoftmax();
            case ENTROPY -> score.getEntropy();
            case MARGIN -> score.getMargin();
            case PATIENCE -> agreeing;
            case LEAST_CERTAIN -> score.getLeastCertain() == null ? 0 : score.getLeastCertain();
        };
    }
}
