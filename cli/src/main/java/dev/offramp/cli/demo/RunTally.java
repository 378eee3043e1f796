package dev.offramp.cli.demo;

import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.schema.Classification;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** What came back of one run: every frame that it published, and what its answers cost. */
final class RunTally {

    private final int expected;
    private final Set<FrameAddress> missing;
    private final Set<FrameAddress> answered = new HashSet<>();
    private final AnswerSums sums;
    private long duplicates;
    private Duration publishing = Duration.ZERO;

    /**
     * @param frames those that the run publishes
     * @param exitCount how many exits the bundle has
     */
    RunTally(Collection<FrameAddress> frames, int exitCount) {
        this.expected = frames.size();
        this.missing = new HashSet<>(frames);
        this.sums = new AnswerSums(exitCount);
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
            Integer label = answer.getLabel();
            sums.add(answer, label == null ? OptionalInt.empty() : OptionalInt.of(label));
        }
    }

    /** Of the first answer to each frame. */
    AnswerSums sums() {
        return sums;
    }

    int expected() {
        return expected;
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

    double publishedPerSecond() {
        return publishing.isZero() ? 0 : expected * 1e9 / publishing.toNanos();
    }
}
