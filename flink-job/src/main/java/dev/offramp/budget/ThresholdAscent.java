package dev.offramp.budget;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Improves thresholds one exit at a time: with the others fixed, every sample that reaches an exit is right or wrong, and
 * cheap or dear, there and behind it; sums over the sorted samples then show the best setting at once. What is gained is
 * smoothed over neighbouring confidences, so that no threshold hangs on a few samples.
 */
final class ThresholdAscent {

    private static final int SAMPLES_A_CELL = 10;
    private static final int FEWEST_CELLS = 50;
    private static final int MOST_CELLS = 500;
    private static final int MAX_SWEEPS = 30;

    private final OpenExits exits;
    private final ThresholdGrid[] levels;
    private final double[] costs;
    private final boolean[][] correct;

    ThresholdAscent(OpenExits exits) {
        this.exits = exits;
        this.levels = new ThresholdGrid[exits.count() - 1];
        this.costs = new double[exits.count()];
        this.correct = new boolean[exits.count()][exits.table().samples()];
        int cells = Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, exits.table().samples() / SAMPLES_A_CELL));
        double dearest = exits.costs()[exits.count() - 1];
        for (int k = 0; k < exits.count(); k++) {
            costs[k] = exits.costs()[k] / dearest;
            for (int sample = 0; sample < exits.table().samples(); sample++) {
                correct[k][sample] = exits.table().isCorrect(k + 1, sample);
            }
            if (k < levels.length) {
                levels[k] = new ThresholdGrid(exits.table().confidences(k + 1), cells);
            }
        }
    }

    /** Settings in which nobody leaves early. */
    int[] closed() {
        int[] settings = new int[levels.length];
        for (int k = 0; k < settings.length; k++) {
            settings[k] = levels[k].settings() - 1;
        }
        return settings;
    }

    /** The settings nearest to thresholds of the open exits. */
    int[] settings(float[] thresholds) {
        int[] settings = new int[levels.length];
        for (int k = 0; k < settings.length; k++) {
            settings[k] = levels[k].setting(thresholds[k]);
        }
        return settings;
    }

    /** What settings come to. */
    CurvePoint point(int[] settings) {
        float[] thresholds = new float[levels.length];
        for (int k = 0; k < thresholds.length; k++) {
            thresholds[k] = levels[k].threshold(settings[k]);
        }
        return exits.point(thresholds);
    }

    /**
     * Climbs until no single exit can do better.
     *
     * @param start left as it is
     * @param value of a number of correct samples and the sum of their costs, the dearest exit's being 1
     */
    int[] climb(int[] start, DoubleBinaryOperator value) {
        Sweep sweep = new Sweep(start.clone(), value);
        int[] before = {};
        for (int n = 0; n < MAX_SWEEPS && !Arrays.equals(sweep.settings, before); n++) {
            before = sweep.settings.clone();
            sweep.run();
        }
        return sweep.settings;
    }

    /** One set of settings on its way up. */
    private final class Sweep {

        private final int[] settings;
        private final DoubleBinaryOperator value;
        private final int samples = exits.table().samples();
        private final int[] first = new int[samples];
        private final int[] behind = new int[samples];
        private double right;
        private double cost;

        private Sweep(int[] settings, DoubleBinaryOperator value) {
            this.settings = settings;
            this.value = value;
            route();
        }

        private double value() {
            return value.applyAsDouble(right, cost);
        }

        private void route() {
            right = 0;
            cost = 0;
            for (int sample = 0; sample < samples; sample++) {
                int exit = 0;
                while (exit < settings.length && levels[exit].of(sample) < settings[exit]) {
                    exit++;
                }
                first[sample] = exit;
                right += correct[exit][sample] ? 1 : 0;
                cost += costs[exit];
            }
        }

        /** From the last exit to the first, so that what is behind an exit is always known. */
        private void run() {
            Arrays.fill(behind, settings.length);
            for (int k = settings.length - 1; k >= 0; k--) {
                set(k);
                for (int sample = 0; sample < samples; sample++) {
                    behind[sample] = levels[k].of(sample) >= settings[k] ? k : behind[sample];
                }
            }
            route();
        }

        private void set(int k) {
            double[] gains = new double[levels[k].settings()];
            double[] moreCost = new double[gains.length];
            int[] reaching = new int[gains.length];
            for (int sample = 0; sample < samples; sample++) {
                if (first[sample] >= k) {
                    int level = levels[k].of(sample);
                    gains[level] += (correct[k][sample] ? 1 : 0) - (correct[behind[sample]][sample] ? 1 : 0);
                    moreCost[level] += costs[k] - costs[behind[sample]];
                    reaching[level]++;
                }
            }
            double[] moreRight = Smoothing.of(gains, reaching);
            for (int setting = moreRight.length - 2; setting >= 0; setting--) {
                moreRight[setting] += moreRight[setting + 1];
                moreCost[setting] += moreCost[setting + 1];
            }
            choose(k, moreRight, moreCost);
        }

        private void choose(int k, double[] moreRight, double[] moreCost) {
            double rightWithout = right - moreRight[settings[k]];
            double costWithout = cost - moreCost[settings[k]];
            double best = value();
            for (int setting = moreRight.length - 1; setting >= 0; setting--) {
                double candidate =
                        value.applyAsDouble(rightWithout + moreRight[setting], costWithout + moreCost[setting]);
                if (candidate > best + 1e-9) {
                    best = candidate;
                    settings[k] = setting;
                }
            }
            right = rightWithout + moreRight[settings[k]];
            cost = costWithout + moreCost[settings[k]];
        }
    }
}
