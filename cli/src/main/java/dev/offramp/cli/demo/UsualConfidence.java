package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How sure a network is of pictures of its kind: of the held-out samples of its calibration table, each at the exit by which it leaves under
 * the bundle's own policy.
 *
 * @param mean      confidence, 0 to 1
 * @param deviation standard deviation of one sample's confidence
 */
record UsualConfidence(double mean, double deviation) {

    /** Fewer say nothing: confidences are far from normally distributed. */
    static final int FEWEST = 10;

    private static final double STANDARD_ERRORS =
            3.29; // one sample of pictures in two thousand is so far below by chance
    private static final double WORTH_SAYING = 0.03;

    /** Empty where the bundle has no table, or its confidence is a count of exits and no share. */
    static Optional<UsualConfidence> of(Bundle bundle) {
        Criterion criterion = bundle.policy().criterion();
        if (criterion.measure() == ConfidenceMeasure.PATIENCE) {
            return Optional.empty();
        }
        try {
            return bundle.calibration().map(table -> of(table, criterion));
        } catch (BundleException unreadable) { // the job, which needs it more, has said so
            return Optional.empty();
        }
    }

    static UsualConfidence of(Calibration table, Criterion criterion) {
        double[] confidences = table.rows().stream()
                .mapToDouble(row -> whereItLeaves(row, criterion))
                .toArray();
        double mean = DoubleStream.of(confidences).average().orElse(0);
        double variance = DoubleStream.of(confidences)
                .map(confidence -> (confidence - mean) * (confidence - mean))
                .average()
                .orElse(0);
        return new UsualConfidence(mean, Math.sqrt(variance));
    }

    /** Whether pictures of this kind would hardly ever be met with so little confidence on average. */
    boolean isFarAbove(double meanOfOthers, int others) {
        double difference = mean - meanOfOthers;
        return others >= FEWEST
                && difference > WORTH_SAYING
                && difference > STANDARD_ERRORS * deviation / Math.sqrt(others);
    }

    private static double whereItLeaves(CalibrationRow row, Criterion criterion) {
        List<ExitScore> exits = row.getExits();
        for (int exit = 1; exit < exits.size(); exit++) {
            float confidence = confidence(exits.get(exit - 1), criterion.measure());
            if (criterion.accepts(exit, confidence)) {
                return confidence;
            }
        }
        return confidence(exits.get(exits.size() - 1), criterion.measure());
    }

    private static float confidence(ExitScore score, ConfidenceMeasure measure) {
        return switch (measure) {
            case MAX_SOFTMAX -> score.getMaxSoftmax();
            case ENTROPY -> score.getEntropy();
            case MARGIN -> score.getMargin();
            case PATIENCE -> throw new IllegalArgumentException("patience counts exits");
        };
    }
}
