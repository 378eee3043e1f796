package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.sample.Tensor;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * An admitted sample on its way through stages and exits.
 *
 * @param bundle     that decides it, stamped at admission
 * @param policy     stamped at admission; every exit obeys it, and its thresholds are those of the bundle
 * @param history    what the exits so far made of it
 * @param activation input of the next stage; owned by whoever holds this record
 * @param logits     the newest exit's scores, float32, one a class, or a label; empty before stage 1, and where it ran without its head
 * @param frames     of a clip, those that no stage has looked at yet
 * @param pairing    with a copy of it that a shadow runs
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record InFlight(
        Sample sample,
        BundleId bundle,
        Policy policy,
        SampleJourney journey,
        ExitHistory history,
        Activation activation,
        float[] logits,
        ClipFrames frames,
        Pairing pairing)
        implements LaneItem {

    public static final WireTypeInfo<InFlight> TYPE = new WireTypeInfo<>(InFlight.class, new InFlightFormat());

    /** What goes from stage to stage: samples, news, and sides of pairs. */
    public static final WireTypeInfo<LaneItem> ITEM = new WireTypeInfo<>(LaneItem.class, new InFlightItemFormat());

    private static final float[] NO_LOGITS = {};

    /**
     * A sample at the door of stage 1 that is all there.
     *
     * @param pixels uint8 [height, width, 3], RGB, of the bundle's input size
     */
    public static InFlight entering(Sample sample, BundleId bundle, Policy policy, Tensor pixels) {
        return entering(sample, bundle, policy, pixels, ClipFrames.NONE);
    }

    /**
     * A sample at the door of stage 1.
     *
     * @param pixels as stage 1 takes it: uint8 [height, width, 3], RGB, or of a clip [n, height, width, 3]
     * @param later  frames that the stages behind it will look at
     */
    public static InFlight entering(Sample sample, BundleId bundle, Policy policy, Tensor pixels, ClipFrames later) {
        return new InFlight(
                sample,
                bundle,
                policy,
                SampleJourney.NOT_BEGUN,
                ExitHistory.NOT_BEGUN,
                new HeapActivation(List.of(pixels)),
                NO_LOGITS,
                later,
                Pairing.ALONE);
    }

    @Override
    public int key(Partitioning partitioning) {
        return partitioning.key(sample);
    }

    /** The sequence that the sample belongs to. */
    public String stream() {
        return sample.stream();
    }

    /** What the answer may cost: the frame's own deadline or the policy's, whichever is sooner, and the policy's budget. */
    public Limits limits() {
        return policy.limits().orSooner(sample.deadlineMillis());
    }

    /** Whether nobody waits for it: it has been answered, or a copy of it is. */
    public boolean isShadow() {
        return history.isShadow() || pairing == Pairing.COPY;
    }

    /** When the answer is due, milliseconds since the Unix epoch; {@link Limits#NONE} for a sample that can wait. */
    public long dueMillis() {
        return isShadow() ? Limits.NONE : limits().dueMillis(sample.origin().timestampMillis());
    }

    /**
     * Whether anybody reads what an early exit, 1-based, says of this sample. Nobody does where it is closed for good: its threshold
     * is, and neither a deadline nor a budget may have the sample answered there, nor does a later exit count who agreed.
     */
    boolean wantsScoresOf(int exit) {
        if (history.isShadow()) {
            return false; // the last exit alone is compared with its answer
        }
        return !policy.criterion().isIndifferentTo(exit)
                || dueMillis() != Limits.NONE
                || policy.limits().budget().isPresent();
    }

    /** How the scores of exits are read. */
    public Task task() {
        return policy.criterion().measure().task();
    }

    /** Whether the stage that it is behind has scored it. */
    public boolean isScored() {
        return logits.length > 0;
    }

    /** The same sample behind one more stage. */
    public InFlight after(Visit visit, long stageMultiplyAdds, Activation next, float[] nextLogits) {
        return new InFlight(
                sample,
                bundle,
                policy,
                journey.after(visit, stageMultiplyAdds),
                history.after(nextLogits, task()),
                next,
                nextLogits,
                frames,
                pairing);
    }

    /** The same sample, a stage having looked at so many of its frames. */
    InFlight lookedAt(int count) {
        return count == 0
                ? this
                : new InFlight(
                        sample, bundle, policy, journey, history, activation, logits, frames.after(count), pairing);
    }

    /** The same sample, as one of a pair. */
    public InFlight paired(Pairing as) {
        return as == pairing
                ? this
                : new InFlight(sample, bundle, policy, journey, history, activation, logits, frames, as);
    }

    /** The same sample with its activation in other hands. */
    public InFlight carrying(Activation other) {
        return new InFlight(sample, bundle, policy, journey, history, other, logits, frames, pairing);
    }

    /** The same sample, passed by a stage that would have been too late with it. */
    public InFlight late() {
        return new InFlight(sample, bundle, policy, journey, history.late(), activation, logits, frames, pairing);
    }

    /** The same sample as a shadow, answered by an exit (1-based) and running on; its journey begins anew, for the answer has the one so far. */
    public InFlight shadowing(int exit) {
        return new InFlight(
                sample,
                bundle,
                policy,
                SampleJourney.NOT_BEGUN,
                history.shadowing(exit),
                activation,
                logits,
                frames,
                pairing);
    }
}
