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
 * How deep pictures of a network's own kind go: at which exit the held-out samples of its calibration table leave under the bundle's own
 * policy.
 *
 * @param mean      exit, from 1 on
 * @param deviation standard deviation of one sample's exit
 */
record UsualDepth(double mean, double deviation) {

    /** Fewer say nothing: exits are far from normally distributed. */
    static final int FEWEST = 10;

    private static final double STANDARD_ERRORS =
            3.29; // one lot of pictures in two thousand goes so much deeper by chance
    private static final double WORTH_SAYING = 0.2;

    /** Empty where the bundle has no table, or a measure that its rows do not hold. */
    static Optional<UsualDepth> of(Bundle bundle) {
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

    static UsualDepth of(Calibration table, Criterion criterion) {
        double[] exits =
                table.rows().stream().mapToDouble(row -> exit(row, criterion)).toArray();
        double mean = DoubleStream.of(exits).average().orElse(0);
        double variance = DoubleStream.of(exits)
                .map(exit -> (exit - mean) * (exit - mean))
                .average()
                .orElse(0);
        return new UsualDepth(mean, Math.sqrt(variance));
    }

    /** Whether pictures of this kind would hardly ever go so deep on average. */
    boolean isFarAbove(double meanOfOthers, int others) {
        double difference = meanOfOthers - mean;
        return others >= FEWEST
                && difference > WORTH_SAYING
                && difference > STANDARD_ERRORS * deviation / Math.sqrt(others);
    }

    private static int exit(CalibrationRow row, Criterion criterion) {
        List<ExitScore> exits = row.getExits();
        for (int exit = 1; exit < exits.size(); exit++) {
            if (criterion.accepts(exit, confidence(exits.get(exit - 1), criterion.measure()))) {
                return exit;
            }
        }
        return exits.size();
    }

    private static float confidence(ExitScore score, ConfidenceMeasure measure) {
        return switch (measure) {
            case MAX_SOFTMAX -> score.getMaxSoftmax();
            case ENTROPY -> score.getEntropy();
            case MARGIN -> score.getMargin();
            case LEAST_CERTAIN -> score.getLeastCertain() == null ? 0 : score.getLeastCertain();
            case AGREEMENT -> score.getAgreement() == null ? 0 : score.getAgreement();
            case PATIENCE -> throw new IllegalArgumentException("patience counts exits");
        };
    }
}
