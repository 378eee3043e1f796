package dev.offramp.budget;

/**
 * What one interval of the running job looked like.
 *
 * @param seconds        length of the interval
 * @param samples        answered
 * @param multiplyAdds   executed for them
 * @param slotSeconds    that each of the slots computed which hold the others up
 * @param delaySeconds   median time from a frame's creation to its answer
 * @param p95Seconds     95th percentile of the same
 * @param earlyShare     of the samples that left confident before the last exit
 * @param shadowed       samples of which the last exit's answer became known
 * @param agreed         of the shadowed, those that it gave the same answer
 */
public record Observation(
        double seconds,
        long samples,
        long multiplyAdds,
        double slotSeconds,
        double delaySeconds,
        double p95Seconds,
        double earlyShare,
        long shadowed,
        long agreed) {

    /** Multiply-adds a sample. */
    double meanMultiplyAdds() {
        return (double) multiplyAdds / samples;
    }

    double samplesPerSecond() {
        return samples / seconds;
    }
}
