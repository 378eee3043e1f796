package dev.offramp.budget;

/** How far confidence is from the share of right answers: the expected calibration error over 15 bins (Guo et al., 2017). */
public final class CalibrationError {

    private static final int BINS = 15;

    private CalibrationError() {}

    /**
     * Between 0 and 1; 0 where, in every bin, confidence is on average as high as the share of right answers.
     *
     * @param table on a confidence from 0 to 1
     * @param exit  1-based
     */
    public static double of(ExitTable table, int exit) {
        double[] excess = new double[BINS];
        for (int sample = 0; sample < table.samples(); sample++) {
            double confidence = table.confidence(exit, sample);
            int bin = (int) Math.min(BINS - 1, confidence * BINS);
            excess[bin] += confidence - (table.isCorrect(exit, sample) ? 1 : 0);
        }
        double error = 0;
        for (double ofBin : excess) {
            error += Math.abs(ofBin) / table.samples();
        }
        return error;
    }
}
