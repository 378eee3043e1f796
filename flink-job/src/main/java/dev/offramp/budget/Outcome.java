package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What thresholds do to a table of samples.
 *
 * @param left             samples that leave at each exit
 * @param correct          of them, those that are answered right, all exits together
 * @param meanMultiplyAdds a sample, in float32 and summed exit by exit, as the published protocol has it
 */
public record Outcome(List<Integer> left, int correct, float meanMultiplyAdds) {

    public Outcome {
        left = List.copyOf(left);
    }

    /**
     * Sends each sample out at the first exit where {@code confidence >= threshold}.
     *
     * @param thresholds one an exit; the last must let everybody leave
     * @param multiplyAdds to each exit, all earlier heads included
     */
    public static Outcome of(ExitTable table, float[] thresholds, double[] multiplyAdds) {
        int[] left = new int[table.exits()];
        int correct = 0;
        for (int sample = 0; sample < table.samples(); sample++) {
            int exit = exitOf(table, thresholds, sample);
            left[exit - 1]++;
            correct += table.isCorrect(exit, sample) ? 1 : 0;
        }
        return new Outcome(Arrays.stream(left).boxed().toList(), correct, mean(left, table.samples(), multiplyAdds));
    }

    /** Correct answers in a hundred. */
    public double accuracyPercent() {
        return correct * 100.0 / left.stream().mapToInt(Integer::intValue).sum();
    }

    /** The exit, 1-based, that each sample leaves by; behind the last threshold everybody does. */
    static int[] exits(ExitTable table, Thresholds thresholds) {
        float[] values = thresholds.toArray();
        return IntStream.range(0, table.samples())
                .map(sample -> exitOf(table, values, sample))
                .toArray();
    }

    private static int exitOf(ExitTable table, float[] thresholds, int sample) {
        for (int exit = 1; exit < table.exits(); exit++) {
            if (table.confidence(exit, sample) >= thresholds[exit - 1]) {
                return exit;
            }
        }
        return table.exits();
    }

    private static float mean(int[] left, int samples, double[] multiplyAdds) {
        float mean = 0;
        for (int k = 0; k < left.length; k++) {
            float share = left[k] / (float) samples;
            mean += share * (float) multiplyAdds[k];
        }
        return mean;
    }
}
