package dev.offramp.sample;

import dev.offramp.policy.Policy;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * An admitted sample on its way through stages and exits.
 *
 * @param policy     stamped at admission; every exit obeys it
 * @param activation input of the next stage; owned by whoever holds this record
 * @param logits     the newest exit's scores, float32, one a class; empty before stage 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record InFlight(Sample sample, Policy policy, Journey journey, Activation activation, float[] logits) {

    public static final WireTypeInfo<InFlight> TYPE = new WireTypeInfo<>(InFlight.class, new InFlightFormat());

    private static final float[] NO_LOGITS = {};

    /** A sample as admission lets it in. */
    public static InFlight admitted(DecodedSample decoded, Policy policy) {
        return new InFlight(
                decoded.sample(), policy, Journey.NOT_BEGUN, new HeapActivation(List.of(decoded.pixels())), NO_LOGITS);
    }

    /** The key of every keyed exchange. */
    public String stream() {
        return sample.stream();
    }

    /** The same sample behind one more stage. */
    public InFlight after(StageVisit visit, long stageMultiplyAdds, Activation next, float[] nextLogits) {
        return new InFlight(sample, policy, journey.after(visit, stageMultiplyAdds), next, nextLogits);
    }

    /** The same sample with its activation in other hands. */
    public InFlight carrying(Activation other) {
        return new InFlight(sample, policy, journey, other, logits);
    }
}
