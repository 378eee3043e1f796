package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * Makes bfloat16 tensors by a line of TorchScript, for DJL cannot: it passes them through and reads them, but to ask it for one
 * ends the process. See RATIONALE.md beside this class.
 */
record Bfloat16(SharedScript script) {

    static final String SCRIPT = "as-bfloat16.pt";

    /** The nearest bfloat16 of each element of a float32 tensor, in {@code scope}. */
    NDArray of(NDArray float32, NDManager scope) {
        NDArray made = script.run(new NDList(float32)).singletonOrThrow();
        made.attach(scope);
        return made;
    }
}
