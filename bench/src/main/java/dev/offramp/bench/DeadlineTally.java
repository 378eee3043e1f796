package dev.offramp.bench;

import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Counts answers under one deadline, but for those of the first time. Not thread-safe. */
final class DeadlineTally implements Consumer<Classification> {

    private final long droppedMillis;
    private final Histogram firstExitMillis = new Histogram(3);
    private final Histogram latencyMillis = new Histogram(3);
    private long beginMillis = Long.MAX_VALUE;
    private long answered;
    private long inTime;
    private long cut;
    private long correct;
    private double multiplyAdds;

    DeadlineTally(long droppedMillis) {
        this.droppedMillis = droppedMillis;
    }

    @Override
    public void accept(Classification answer) {
        long created = answer.getCreatedAt().toEpochMilli();
        beginMillis = Math.min(beginMillis, created);
        if (created < beginMillis + droppedMillis) {
            return;
        }
        long took = answer.getAnsweredAt().toEpochMilli() - created;
        answered++;
        latencyMillis.recordValue(Math.max(0, took));
        firstExitMillis.recordValue(Math.max(0, took - behindTheFirst(answer)));
        inTime += answer.getDeadline() == null || !answer.getAnsweredAt().isAfter(answer.getDeadline()) ? 1 : 0;
        cut += answer.getVerdict() == ExitVerdict.DEADLINE ? 1 : 0;
        Integer label = answer.getLabel();
        correct += label != null && label == answer.getPredicted() ? 1 : 0;
        multiplyAdds += answer.getJourney().getMultiplyAdds();
    }

    /** Milliseconds in the stages behind the first exit. */
    private static long behindTheFirst(Classification answer) {
        return answer.getJourney().getStages().stream()
                        .skip(1)
                        .mapToLong(visit -> visit.getQueueMicros() + visit.getComputeMicros())
                        .sum()
                / 1000;
    }

    DeadlineRow row(long deadlineMillis, double perSecond) {
        return new DeadlineRow(
                deadlineMillis,
                perSecond,
                firstExitMillis.getValueAtPercentile(99),
                latencyMillis.getValueAtPercentile(99),
                (double) inTime / answered,
                (double) cut / answered,
                (double) correct / answered,
                multiplyAdds / answered);
    }
}
