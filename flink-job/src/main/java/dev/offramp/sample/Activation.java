package dev.offramp.sample;

import java.util.List;

/**
 * The tensors that a sample carries from one stage to the next. Whoever holds the sample owns its activation and releases
 * it exactly once; all on the task's thread.
 */
public interface Activation {

    /** The tensors on the heap, in the order in which the stage returned them; the activation stays as it is. */
    List<Tensor> tensors();

    /** Gives up whatever holds the tensors; they may not be read afterwards. */
    void release();
}
