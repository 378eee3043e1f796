package dev.offramp.stage;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * An admitted sample on its way through stages and exits.
 *
 * @param policy     stamped at admission; every exit obeys it
 * @param history    what the exits so far made of it
 * @param activation input of the next stage; owned by whoever holds this record
 * @param logits     the newest exit's scores, float32, one a class; empty before stage 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record InFlight(
        Sample sample,
        Policy policy,
        SampleJourney journey,
        ExitHistory history,
        Activation activation,
        float[] logits) {

    public static final WireTypeInfo<InFlight> TYPE = new WireTypeInfo<>(InFlight.class, new InFlightFormat());

    private static final float[] NO_LOGITS = {};

    /**
     * A sample at the door of stage 1.
     *
     * @param pixels uint8 [height, width, 3], RGB, of the bundle's input size
     */
    public static InFlight entering(Sample sample, Policy policy, Tensor pixels) {
        return new InFlight(
                sample,
                policy,
                SampleJourney.NOT_BEGUN,
                ExitHistory.NOT_BEGUN,
                new HeapActivation(List.of(pixels)),
                NO_LOGITS);
    }

    /** The sequence that the sample belongs to. */
    public String stream() {
        return sample.stream();
    }

    /** What the answer may cost: the frame's own deadline or the policy's, whichever is sooner, and the policy's budget. */
    public Limits limits() {
        return policy.limits().orSooner(sample.deadlineMillis());
    }

    /** When the answer is due, milliseconds since the Unix epoch; {@link Limits#NONE} for a sample that can wait. */
    public long dueMillis() {
        return history.isShadow()
                ? Limits.NONE
                : limits().dueMillis(sample.origin().timestampMillis());
    }

    /** The same sample behind one more stage. */
    public InFlight after(Visit visit, long stageMultiplyAdds, Activation next, float[] nextLogits) {
        return new InFlight(
                sample, policy, journey.after(visit, stageMultiplyAdds), history.after(nextLogits), next, nextLogits);
    }

    /** The same sample with its activation in other hands. */
    public InFlight carrying(Activation other) {
        return new InFlight(sample, policy, journey, history, other, logits);
    }

    /** The same sample, passed by a stage that would have been too late with it. */
    public InFlight late() {
        return new InFlight(sample, policy, journey, history.late(), activation, logits);
    }

    /** The same sample as a shadow, answered by an exit (1-based) and running on. */
    public InFlight shadowing(int exit) {
        return new InFlight(sample, policy, journey, history.shadowing(exit), activation, logits);
    }
}
