package dev.offramp.bundle;

import java.io.Serializable;
import java.util.List;

/**
 * One stage as the manifest describes it.
 *
 * @param number                 1-based
 * @param precision              of its weights and activations
 * @param file                   the TorchScript file, absolute
 * @param sha256                 hex digest of the file
 * @param outputs                the activations, and last the logits
 * @param multiplyAdds           of this stage and its head, for one sample
 * @param cumulativeMultiplyAdds to this stage's exit, all earlier heads included
 */
public record StageSpec(
        int number,
        Precision precision,
        String file,
        String sha256,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        long multiplyAdds,
        long cumulativeMultiplyAdds)
        implements Serializable {

    public StageSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A stage of the bundle's own network, in float32. */
    public StageSpec(
            int number,
            String file,
            String sha256,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            long multiplyAdds,
            long cumulativeMultiplyAdds) {
        this(number, Precision.FLOAT32, file, sha256, inputs, outputs, multiplyAdds, cumulativeMultiplyAdds);
    }

    /** What the stage hands to the next one: its outputs but the logits. */
    public List<TensorSpec> activations() {
        return outputs.subList(0, outputs.size() - 1);
    }
}
