package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Sample;

/**
 * What one bundle made of a sample that two of them run. It goes on along the lane of both, so that they meet behind the last exit, in
 * one task, and before the same checkpoint barrier.
 *
 * @param bundle       that made it
 * @param isCopy       whether it is of the copy, and not of what was answered
 * @param predicted    the answer, as {@link dev.offramp.sample.Task#answer} tells it, or {@link #NOTHING}; a class as an index in
 *                     the list of the bundle that the job was started with, and one that is not there as a number below {@link #NOTHING}
 * @param multiplyAdds executed for it
 * @param millis       from the frame's timestamp to the decision
 */
public record PairSide(Sample sample, BundleId bundle, boolean isCopy, int predicted, long multiplyAdds, long millis)
        implements LaneItem {

    /** Is predicted where a bundle fails on a copy: it agrees with nothing, and is never right. */
    public static final int NOTHING = -1;

    /** Of a sample that is through with its bundle, which predicts something or {@link #NOTHING}. */
    public static PairSide of(InFlight sample, int predicted, long nowMillis) {
        return new PairSide(
                sample.sample(),
                sample.bundle(),
                sample.pairing() == Pairing.COPY,
                predicted,
                sample.journey().multiplyAdds(),
                sample.sample().ageMillis(nowMillis));
    }

    @Override
    public int key(Partitioning partitioning) {
        return partitioning.key(sample);
    }
}
