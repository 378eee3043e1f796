package dev.offramp.stage;

import dev.offramp.sample.Tensor;
import java.util.List;

/**
 * The tensors that a sample carries from one stage to the next. Whoever holds the sample owns its activation and releases
 * it exactly once; all on the task's thread.
 */
public interface Activation {

    /**
     * The tensors on the heap, in the order in which the stage returned them; the activation stays as it is.
     *
     * @param wire what is still on the device is cast there, so that only so many bytes leave it; what is on the heap
     *             already has its type, and the stage that takes it casts whatever comes
     */
    List<Tensor> tensors(WirePrecision wire);

    /** The tensors on the heap as the stage returned them. */
    default List<Tensor> tensors() {
        return tensors(WirePrecision.EXACT);
    }

    /** What native memory is not freed before this is released: by default none. */
    default RetainedMemory kept() {
        return new RetainedMemory(this, 0);
    }

    /** Gives up whatever holds the tensors; they may not be read afterwards. */
    void release();
}
