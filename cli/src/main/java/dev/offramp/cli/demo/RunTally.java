package dev.offramp.cli.demo;

import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import dev.offramp.schema.StageVisit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/** What came back of one run: every frame that it published, and what its answers cost. */
final class RunTally {

    private static final int HISTOGRAM_DIGITS = 3;

    private final int expected;
    private final Set<FrameAddress> missing;
    private final Set<FrameAddress> answered = new HashSet<>();
    private final Set<Long> policyVersions = new TreeSet<>();
    private final long[] exits;
    private final Histogram endToEndMicros = new Histogram(HISTOGRAM_DIGITS);
    private final Histogram inStagesMicros = new Histogram(HISTOGRAM_DIGITS);
    private long duplicates;
    private long labelled;
    private long correct;
    private long multiplyAdds;
    private Duration publishing = Duration.ZERO;
    private Instant firstAnswer = Instant.MAX;
    private Instant lastAnswer = Instant.MIN;

    /**
     * @param frames those that the run publishes
     * @param exitCount how many exits the bundle has
     */
    RunTally(Collection<FrameAddress> frames, int exitCount) {
        this.expected = frames.size();
        this.missing = new HashSet<>(frames);
        this.exits = new long[exitCount];
    }

    /** Notes how long it took to publish the frames. */
    void publishedIn(Duration time) {
        publishing = time;
    }

    /** Counts an answer, unless it is to a frame of another run. */
    void add(Classification answer) {
        var frame = new FrameAddress(answer.getStream(), answer.getSequence());
        if (answered.contains(frame)) {
            duplicates++;
        } else if (missing.remove(frame)) {
            answered.add(frame);
            count(answer);
        }
    }

    private void count(Classification answer) {
        exits[answer.getExit() - 1]++;
        policyVersions.add(answer.getPolicyVersion());
        multiplyAdds += answer.getJourney().getMultiplyAdds();
        if (answer.getLabel() != null) {
            labelled++;
            correct += answer.getPredicted() == answer.getLabel() ? 1 : 0;
        }
        endToEndMicros.recordValue((long) Math.max(0, 1000 * answer.getJourney().getEndToEndMillis()));
        inStagesMicros.recordValue(answer.getJourney().getStages().stream()
                .mapToLong(RunTally::micros)
                .sum());
        firstAnswer = answer.getAnsweredAt().isBefore(firstAnswer) ? answer.getAnsweredAt() : firstAnswer;
        lastAnswer = answer.getAnsweredAt().isAfter(lastAnswer) ? answer.getAnsweredAt() : lastAnswer;
    }

    int expected() {
        return expected;
    }

    int answered() {
        return answered.size();
    }

    long duplicates() {
        return duplicates;
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    boolean isExactlyOnce() {
        return missing.isEmpty() && duplicates == 0;
    }

    Set<Long> policyVersions() {
        return Set.copyOf(policyVersions);
    }

    /** Answers a second, from the first answer to the last as the job's exits stamped them; 0 before there are two. */
    double perSecond() {
        if (answered.size() < 2) {
            return 0;
        }
        double seconds = Duration.between(firstAnswer, lastAnswer).toNanos() / 1e9;
        return (answered.size() - 1) / Math.max(1e-3, seconds);
    }

    double publishedPerSecond() {
        return publishing.isZero() ? 0 : expected * 1e9 / publishing.toNanos();
    }

    double accuracy() {
        return labelled == 0 ? 0 : (double) correct / labelled;
    }

    boolean isLabelled() {
        return labelled > 0;
    }

    double meanMultiplyAdds() {
        return answered.isEmpty() ? 0 : (double) multiplyAdds / answered.size();
    }

    /** The share of the answers that left at an exit, 1-based. */
    double share(int exit) {
        return answered.isEmpty() ? 0 : (double) exits[exit - 1] / answered.size();
    }

    int exitCount() {
        return exits.length;
    }

    /** From the frame's Kafka timestamp to the exit's decision, the wait in the topic included. */
    double endToEndMillis(double percentile) {
        return endToEndMicros.getValueAtPercentile(percentile) / 1e3;
    }

    /** The time that a frame queued and computed in the stages that it ran through. */
    double inStagesMillis(double percentile) {
        return inStagesMicros.getValueAtPercentile(percentile) / 1e3;
    }

    private static long micros(StageVisit visit) {
        return visit.getQueueMicros() + visit.getComputeMicros();
    }
}
