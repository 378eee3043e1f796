package dev.offramp.stage;

import java.util.Arrays;

/**
 * What a stage takes for a batch of each size, learnt from the batches that it ran: a line is laid through the sizes seen,
 * {@code fixed + size * each}. Not thread-safe.
 */
final class BatchCosts {

    private static final double NEWEST_WEIGHT = 0.1;
    private static final int REFIT_EVERY = 32;

    private final double[] micros;
    private int sizesSeen;
    private int sinceFit;
    private double fixed;
    private double each;

    BatchCosts(int maxBatchSize) {
        this.micros = new double[maxBatchSize + 1];
        Arrays.fill(micros, Double.NaN);
    }

    /** A batch of {@code size} took so long. */
    void ran(int size, long took) {
        boolean isFirst = Double.isNaN(micros[size]);
        micros[size] = isFirst ? took : micros[size] + NEWEST_WEIGHT * (took - micros[size]);
        sizesSeen += isFirst ? 1 : 0;
        if (isFirst || ++sinceFit >= REFIT_EVERY) {
            fit();
        }
    }

    /** Least squares, every size that was seen counting once: or else the size of the flood would outweigh all others. */
    private void fit() {
        sinceFit = 0;
        double meanSize = 0;
        double meanMicros = 0;
        for (int size = 1; size < micros.length; size++) {
            if (!Double.isNaN(micros[size])) {
                meanSize += size / (double) sizesSeen;
                meanMicros += micros[size] / sizesSeen;
            }
        }
        double covariance = 0;
        double variance = 0;
        for (int size = 1; size < micros.length; size++) {
            if (!Double.isNaN(micros[size])) {
                covariance += (size - meanSize) * (micros[size] - meanMicros);
                variance += (size - meanSize) * (size - meanSize);
            }
        }
        each = variance == 0 ? 0 : Math.max(0, covariance / variance);
        fixed = Math.max(0, meanMicros - each * meanSize);
    }

    /**
     * What a sample costs that runs among {@code many}, as a share of what it costs alone; as long as fewer than two sizes were
     * seen, as if only batches cost something.
     */
    double costAmong(double many) {
        double ofFixed = fixed + each == 0 ? 1 : fixed / (fixed + each);
        return 1 - ofFixed * (1 - 1 / many);
    }
}
