package dev.offramp.bench;

import java.util.List;

/**
 * Times from the creation of frames, each at {@link #PERCENTILES}.
 *
 * @param answeredMillis to the decision of the exit
 * @param writtenMillis  to the broker's timestamp of the answer
 * @param seenMillis     to a reader of committed answers
 */
record Delays(List<Long> answeredMillis, List<Long> writtenMillis, List<Long> seenMillis) {

    static final List<Double> PERCENTILES = List.of(0.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9);

    static long at(List<Long> values, double percentile) {
        return values.get(PERCENTILES.indexOf(percentile));
    }
}
