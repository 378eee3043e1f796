package dev.offramp.bench;

import dev.offramp.schema.Classification;
import dev.offramp.schema.StageVisit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Latencies of an open loop, but for those of the first time. Not thread-safe. */
final class LatencyTally implements OpenRun.AnswerConsumer {

    private final long droppedMillis;
    private final LongSupplier clock;
    private final Histogram answered = histogram();
    private final Histogram written = histogram();
    private final Histogram seen = histogram();
    private final List<Histogram> stageMicros = new ArrayList<>();
    private long beginMillis = Long.MAX_VALUE;

    /**
     * Begins with nothing.
     *
     * @param droppedMillis from the first frame, whose latencies do not count
     * @param clock         milliseconds since the Unix epoch
     */
    LatencyTally(long droppedMillis, LongSupplier clock) {
        this.droppedMillis = droppedMillis;
        this.clock = clock;
    }

    @Override
    public void accept(Classification answer, long writtenMillis) {
        long created = answer.getCreatedAt().toEpochMilli();
        beginMillis = Math.min(beginMillis, created);
        if (created < beginMillis + droppedMillis) {
            return;
        }
        answered.recordValue(Math.max(0, answer.getAnsweredAt().toEpochMilli() - created));
        written.recordValue(Math.max(0, writtenMillis - created));
        seen.recordValue(Math.max(0, clock.getAsLong() - created));
        List<StageVisit> visits = answer.getJourney().getStages();
        for (int stage = 0; stage < visits.size(); stage++) {
            if (stage == stageMicros.size()) {
                stageMicros.add(histogram());
            }
            stageMicros.get(stage).recordValue(visits.get(stage).getComputeMicros());
        }
    }

    Delays delays() {
        return new Delays(percentiles(answered), percentiles(written), percentiles(seen));
    }

    private static List<Long> percentiles(Histogram histogram) {
        return Delays.PERCENTILES.stream().map(histogram::getValueAtPercentile).toList();
    }

    /** What a sample that goes all the way spends in stages: the sum of the medians. */
    double stageMillis() {
        return stageMicros.stream()
                        .mapToLong(stage -> stage.getValueAtPercentile(50))
                        .sum()
                / 1000.0;
    }

    /** Answers that count. */
    long answers() {
        return written.getTotalCount();
    }

    private static Histogram histogram() {
        Histogram histogram = new Histogram(3);
        histogram.setAutoResize(true);
        return histogram;
    }
}
