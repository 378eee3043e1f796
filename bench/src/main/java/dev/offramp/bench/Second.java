package dev.offramp.bench;

import dev.offramp.schema.Classification;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** What was created and what was answered in one second. Not thread-safe. */
final class Second {

    private final Histogram latencyMillis = new Histogram(3);
    private final long[] left;
    private long created;
    private long labelled;
    private long correct;
    private long multiplyAdds;

    Second(int exits) {
        this.left = new long[exits];
        latencyMillis.setAutoResize(true);
    }

    void countCreated() {
        created++;
    }

    void countAnswered(Classification answer) {
        left[answer.getExit() - 1]++;
        multiplyAdds += answer.getJourney().getMultiplyAdds();
        latencyMillis.recordValue(Math.max(
                0, answer.getAnsweredAt().toEpochMilli() - answer.getCreatedAt().toEpochMilli()));
        Integer label = answer.getLabel();
        labelled += label == null ? 0 : 1;
        correct += label != null && label == answer.getPredicted() ? 1 : 0;
    }

    long created() {
        return created;
    }

    long answered() {
        return LongStream.of(left).sum();
    }

    /** 0 where nothing was answered. */
    double p95Seconds() {
        return latencyMillis.getValueAtPercentile(95) / 1000.0;
    }

    /** Right among the labelled; NaN where none was. */
    double accuracy() {
        return (double) correct / labelled;
    }

    /** NaN where nothing was answered. */
    double meanMultiplyAdds() {
        return (double) multiplyAdds / answered();
    }

    /** Share that left by each exit. */
    List<Double> shares() {
        double all = Math.max(1, answered());
        return IntStream.range(0, left.length).mapToObj(k -> left[k] / all).toList();
    }
}
