package dev.offramp.bundle;

import dev.offramp.budget.ExitTable;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every exit of a bundle said of labelled samples that the network was not trained on.
 *
 * @param answers      of the bundle
 * @param temperatures under which the confidences were read
 * @param rows         one a sample, at least one, each with the scores of all exits
 */
public record Calibration(AnswerKind answers, Temperatures temperatures, List<CalibrationRow> rows) {

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
        float[][] confidence = new float[exits()][samples()];
        boolean[][] correct = new boolean[exits()][samples()];
        for (int sample = 0; sample < samples(); sample++) {
            CalibrationRow row = rows.get(sample);
            int known = told(row);
            int agreeing = 0;
            int before = -1;
            for (int k = 0; k < exits(); k++) {
                ExitScore score = row.getExits().get(k);
                int answer = told(score);
                agreeing = k > 0 && answer == before ? agreeing + 1 : 1;
                before = answer;
                correct[k][sample] = answers.areSame(answer, known);
                confidence[k][sample] = confidence(measure, score, agreeing);
            }
        }
        return new ExitTable(confidence, correct);
    }

    /** How far off an exit (1-based) is, a mean over the samples, as {@link dev.offramp.sample.Task#distance} tells it. */
    public double meanDistance(int exit) {
        double sum = 0;
        for (CalibrationRow row : rows) {
            sum += answers.task().distance(told(row.getExits().get(exit - 1)), told(row));
        }
        return sum / samples();
    }

    /** What is true, as {@link dev.offramp.sample.Task#answer} tells it. */
    private static int told(CalibrationRow row) {
        return told(row.getLabel(), row.getLabels(), row.getValue());
    }

    private static int told(ExitScore score) {
        return told(score.getPredicted(), score.getLabels(), score.getValue());
    }

    private static int told(int predicted, @Nullable List<Integer> labels, @Nullable Float value) {
        if (value != null) {
            return NumberAnswer.of(value);
        }
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
            case AGREEMENT -> score.getAgreement() == null ? 0 : score.getAgreement();
        };
    }
}
