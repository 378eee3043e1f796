package dev.offramp.offline;

import dev.offramp.bundle.Precision;
import dev.offramp.stage.StageOptions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * The one precision that all subtasks of a job run in, and why.
 *
 * @param reason a sentence for the log and the screen
 */
public record PrecisionChoice(Precision precision, String reason) {

    /** Thresholds are calibrated on float32; for less than this nobody should move away from it. */
    private static final double LEAST_GAIN = 1.1;

    /** What the settings name. */
    public static PrecisionChoice named(Precision precision) {
        return new PrecisionChoice(precision, StageOptions.PRECISION.key() + " names it");
    }

    /** What is right everywhere, where nobody can say what is faster. */
    public static PrecisionChoice untried(String reason) {
        return new PrecisionChoice(Precision.FLOAT32, reason);
    }

    /**
     * The fastest, where that is worth leaving float32 for.
     *
     * @param milliseconds a sample, all stages; float32's among them
     */
    static PrecisionChoice fastest(Map<Precision, Double> milliseconds, int batchSize) {
        double float32 = milliseconds.getOrDefault(Precision.FLOAT32, Double.NaN);
        Precision fastest = milliseconds.entrySet().stream()
                .min(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(Precision.FLOAT32);
        double gain = float32 / milliseconds.getOrDefault(fastest, float32);
        Precision chosen = gain >= LEAST_GAIN ? fastest : Precision.FLOAT32;
        return new PrecisionChoice(chosen, measured(milliseconds, batchSize));
    }

    private static String measured(Map<Precision, Double> milliseconds, int batchSize) {
        StringBuilder text = new StringBuilder("measured on this machine, milliseconds a sample in batches of ")
                .append(batchSize)
                .append(':');
        milliseconds.forEach(
                (precision, each) -> text.append(String.format(Locale.ROOT, " %s %.3f,", precision, each)));
        return text.append(" and float32 stays unless another is at least a tenth faster")
                .toString();
    }
}
