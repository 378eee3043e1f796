package dev.offramp.cli.demo;

import dev.offramp.schema.Classification;
import dev.offramp.schema.StageVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** What answers cost and were worth, added up. */
final class AnswerSums {

    private static final int HISTOGRAM_DIGITS = 3;

    private final long[] exits;
    private final Set<Long> policyVersions = new TreeSet<>();
    private final Histogram endToEndMicros = new Histogram(HISTOGRAM_DIGITS);
    private final Histogram inStagesMicros = new Histogram(HISTOGRAM_DIGITS);
    private int answers;
    private long labelled;
    private long correct;
    private long multiplyAdds;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /** @param exitCount how many exits the bundle has */
    AnswerSums(int exitCount) {
        this.exits = new long[exitCount];
    }

    /** @param truth index of the true class, where it is known */
    void add(Classification answer, OptionalInt truth) {
        answers++;
        exits[answer.getExit() - 1]++;
        policyVersions.add(answer.getPolicyVersion());
        multiplyAdds += answer.getJourney().getMultiplyAdds();
        if (truth.isPresent()) {
            labelled++;
            correct += answer.getPredicted() == truth.getAsInt() ? 1 : 0;
        }
        endToEndMicros.recordValue((long) Math.max(0, 1000 * answer.getJourney().getEndToEndMillis()));
        inStagesMicros.recordValue(answer.getJourney().getStages().stream()
                .mapToLong(AnswerSums::micros)
                .sum());
        first = answer.getAnsweredAt().isBefore(first) ? answer.getAnsweredAt() : first;
        last = answer.getAnsweredAt().isAfter(last) ? answer.getAnsweredAt() : last;
    }

    int answers() {
        return answers;
    }

    Set<Long> policyVersions() {
        return Set.copyOf(policyVersions);
    }

    /** Answers a second, from the first answer to the last as the job's exits stamped them; 0 before there are two. */
    double perSecond() {
        if (answers < 2) {
            return 0;
        }
        double seconds = Duration.between(first, last).toNanos() / 1e9;
        return (answers - 1) / Math.max(1e-3, seconds);
    }

    double accuracy() {
        return labelled == 0 ? 0 : (double) correct / labelled;
    }

    long labelled() {
        return labelled;
    }

    long correct() {
        return correct;
    }

    boolean isLabelled() {
        return labelled > 0;
    }

    double meanMultiplyAdds() {
        return answers == 0 ? 0 : (double) multiplyAdds / answers;
    }

    /** The share of the answers that left at an exit, 1-based. */
    double share(int exit) {
        return answers == 0 ? 0 : (double) exits[exit - 1] / answers;
    }

    int exitCount() {
        return exits.length;
    }

    /** From the frame's Kafka timestamp to the exit's decision, the wait in the topic included. */
    double endToEndMillis(double percentile) {
        return endToEndMicros.getValueAtPercentile(percentile) / 1e3;
    }

    /** The time that a sample queued and computed in the stages that it ran through. */
    double inStagesMillis(double percentile) {
        return inStagesMicros.getValueAtPercentile(percentile) / 1e3;
    }

    private static long micros(StageVisit visit) {
        return visit.getQueueMicros() + visit.getComputeMicros();
    }
}
