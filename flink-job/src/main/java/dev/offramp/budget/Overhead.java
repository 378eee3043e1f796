package dev.offramp.budget;

/**
 * What a sample costs outside the networks: a part for itself (Kafka, decoding, its answer) and one for every stage that it passes
 * (queues, batches, exit rule).
 *
 * @param sampleMillis core time
 * @param stageMillis  core time
 */
public record Overhead(double sampleMillis, double stageMillis) {

    /** Stages neither of which is passed in a different number leave the parts undetermined. */
    private static final double SAME = 1e-9;

    public Overhead {
        if (!(sampleMillis >= 0 && stageMillis >= 0)) {
            throw new IllegalArgumentException(
                    "overheads must not be below 0, were " + sampleMillis + " ms and " + stageMillis + " ms a stage");
        }
    }

    /** What was seen of samples that pass so many stages in the mean. */
    public record Seen(double stages, double millis) {}

    /**
     * The two parts from what was seen of two loads. Where noise would have either below 0, it is 0 and the other the best fit in
     * least squares.
     *
     * @throws IllegalArgumentException if samples of both pass equally many stages
     */
    public static Overhead through(Seen one, Seen other) {
        double apart = one.stages - other.stages;
        if (Math.abs(apart) < SAME) {
            throw new IllegalArgumentException("both loads pass " + one.stages + " stages a sample");
        }
        double perStage = (one.millis - other.millis) / apart;
        double perSample = one.millis - perStage * one.stages;
        if (perStage < 0) {
            return new Overhead(Math.max(0, (one.millis + other.millis) / 2), 0);
        }
        if (perSample < 0) {
            double fit = (one.stages * one.millis + other.stages * other.millis)
                    / (one.stages * one.stages + other.stages * other.stages);
            return new Overhead(0, Math.max(0, fit));
        }
        return new Overhead(perSample, perStage);
    }

    /** Core time of a sample that passes so many stages, in the mean. */
    double millis(double stages) {
        return sampleMillis + stages * stageMillis;
    }
}
