package dev.offramp.bench;

import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import org.HdrHistogram.Histogram;

/** Counts answers, and frames refused as late, under one deadline, but for those of the first time. Not thread-safe. */
final class DeadlineTally implements OpenRun.AnswerConsumer {

    private final long droppedMillis;
    private final Histogram firstExitMillis = new Histogram(3);
    private final Histogram latencyMillis = new Histogram(3);
    private long beginMillis = Long.MAX_VALUE;
    private long answered;
    private long refused;
    private long inTime;
    private long cut;
    private long correct;
    private double multiplyAdds;

    DeadlineTally(long droppedMillis) {
        this.droppedMillis = droppedMillis;
    }

    @Override
    public void refusedAsLate(long createdMillis) {
        refused += counts(createdMillis) ? 1 : 0;
    }

    @Override
    public void accept(Classification answer, long writtenMillis) {
        long created = answer.getCreatedAt().toEpochMilli();
        if (!counts(created)) {
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

    private boolean counts(long createdMillis) {
        beginMillis = Math.min(beginMillis, createdMillis);
        return createdMillis >= beginMillis + droppedMillis;
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
                (double) inTime / (answered + refused),
                (double) cut / answered,
                (double) correct / answered,
                multiplyAdds / answered);
    }
}
