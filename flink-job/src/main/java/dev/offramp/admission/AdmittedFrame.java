package dev.offramp.admission;

import dev.offramp.model.LaneItem;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Partitioning;
import dev.offramp.wire.WireTypeInfo;

/**
 * A frame that was let in, with what every exit on its way obeys.
 *
 * @param bundle  that decides it, stamped at admission
 * @param policy  stamped at admission, the same at every exit; its thresholds are those of the bundle
 * @param pairing with a copy of it that a shadow runs
 */
public record AdmittedFrame(EncodedFrame frame, BundleId bundle, Policy policy, Pairing pairing) implements LaneItem {

    public static final WireTypeInfo<AdmittedFrame> TYPE =
            new WireTypeInfo<>(AdmittedFrame.class, new AdmittedFrameFormat());

    /** What leaves admission: frames that were let in, and news. */
    public static final WireTypeInfo<LaneItem> ITEM = new WireTypeInfo<>(LaneItem.class, new AdmittedItemFormat());

    /** One beside which nothing runs. */
    public AdmittedFrame(EncodedFrame frame, BundleId bundle, Policy policy) {
        this(frame, bundle, policy, Pairing.ALONE);
    }

    /** The same, as one of a pair. */
    AdmittedFrame paired(Pairing as) {
        return new AdmittedFrame(frame, bundle, policy, as);
    }

    @Override
    public int key(Partitioning partitioning) {
        return partitioning.key(frame.sample());
    }

    /** What the answer may cost: the frame's own deadline or the policy's, whichever is sooner, and the policy's budget. */
    public Limits limits() {
        return policy.limits().orSooner(frame.sample().deadlineMillis());
    }
}
