package dev.offramp.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How many standard errors an interval must reach to either side, so that in 95 of 100 cases all points of a curve come out
 * within theirs: the points share their samples, and who picks a budget has seen the curve.
 *
 * <p>The quantile of the largest deviation among jointly normal means with the table's correlations, drawn (Gaussian
 * multiplier bootstrap: Chernozhukov, Chetverikov, Kato, Annals of Statistics 2013; for bands: Montiel Olea,
 * Plagborg-Møller, Journal of Applied Econometrics 2019). Deterministic.
 *
 * @param shares one value an exit
 */
record ConfidenceBand(double accuracy, double meanCost, List<Double> shares) {

    private static final int DRAWS = 2000;
    private static final double COVERED = .95;
    private static final double INDEPENDENT = 1e-9;

    /** What a sample contributes that left at an exit (1-based). */
    private interface OfSample {

        double at(int sample, int exit);
    }

    ConfidenceBand {
        shares = List.copyOf(shares);
    }

    /**
     * The band around a curve that was found on a table.
     *
     * @param costs to each exit
     */
    static ConfidenceBand around(List<CurvePoint> curve, ExitTable table, double[] costs) {
        int[][] exits = curve.stream()
                .map(point -> Outcome.exits(table, point.thresholds()))
                .toArray(int[][]::new);
        List<Double> shares = IntStream.rangeClosed(1, costs.length)
                .mapToObj(exit -> errors(values(exits, (sample, left) -> left == exit ? 1 : 0)))
                .toList();
        double[][] correct = values(exits, (sample, left) -> table.isCorrect(left, sample) ? 1 : 0);
        double[][] spent = values(exits, (sample, left) -> costs[left - 1]);
        return new ConfidenceBand(errors(correct), errors(spent), shares);
    }

    private static double[][] values(int[][] exits, OfSample value) {
        return Arrays.stream(exits)
                .map(left -> IntStream.range(0, left.length)
                        .mapToDouble(sample -> value.at(sample, left[sample]))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** @param values a row for every point, a column for every sample */
    static double errors(double[][] values) {
        double[][] factor = factor(correlations(values));
        Random random = new Random(1);
        double[] largest = new double[DRAWS];
        double[] normal = new double[factor.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            Arrays.setAll(normal, p -> random.nextGaussian());
            for (double[] row : factor) {
                double deviation = 0;
                for (int q = 0; q < row.length; q++) {
                    deviation += row[q] * normal[q];
                }
                largest[draw] = Math.max(largest[draw], Math.abs(deviation));
            }
        }
        Arrays.sort(largest);
        return Math.max(Interval.Z, largest[(int) (COVERED * DRAWS)]);
    }

    private static double[][] correlations(double[][] values) {
        List<double[]> standard = new ArrayList<>();
        for (double[] row : values) {
            double mean = Arrays.stream(row).average().orElse(0);
            double squares =
                    Arrays.stream(row).map(x -> (x - mean) * (x - mean)).sum();
            if (squares > 0) { // a point at which nothing varies cannot come out elsewhere
                standard.add(Arrays.stream(row)
                        .map(x -> (x - mean) / Math.sqrt(squares))
                        .toArray());
            }
        }
        double[][] correlations = new double[standard.size()][standard.size()];
        for (int p = 0; p < correlations.length; p++) {
            for (int q = 0; q <= p; q++) {
                correlations[p][q] = product(standard.get(p), standard.get(q), standard.get(p).length);
            }
        }
        return correlations;
    }

    /** The lower triangular L with L L' equal to the lower triangle given (Cholesky), also where points repeat each other. */
    private static double[][] factor(double[][] matrix) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int p = 0; p < matrix.length; p++) {
            for (int q = 0; q < p; q++) {
                double rest = matrix[p][q] - product(lower[p], lower[q], q);
                lower[p][q] = lower[q][q] == 0 ? 0 : rest / lower[q][q];
            }
            double rest = matrix[p][p] - product(lower[p], lower[p], p);
            lower[p][p] = rest > INDEPENDENT ? Math.sqrt(rest) : 0;
        }
        return lower;
    }

    private static double product(double[] one, double[] other, int terms) {
        double sum = 0;
        for (int i = 0; i < terms; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
