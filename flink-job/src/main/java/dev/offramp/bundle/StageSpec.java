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
 * @param headMultiplyAdds       of that, what the file's method {@link #WITHOUT_HEAD} leaves out; 0 where it has none
 */
public record StageSpec(
        int number,
        Precision precision,
        String file,
        String sha256,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        long multiplyAdds,
        long cumulativeMultiplyAdds,
        long headMultiplyAdds)
        implements Serializable {

    /** The method of a stage's file that returns its activations alone: what only its own exit reads is not computed. */
    public static final String WITHOUT_HEAD = "without_head";

    public StageSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A stage of the bundle's own network, in float32, that runs with its head alone. */
    public StageSpec(
            int number,
            String file,
            String sha256,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            long multiplyAdds,
            long cumulativeMultiplyAdds) {
        this(number, Precision.FLOAT32, file, sha256, inputs, outputs, multiplyAdds, cumulativeMultiplyAdds, 0);
    }

    /** Whether it can be run without its head, where nobody leaves behind it. */
    public boolean runsWithoutHead() {
        return headMultiplyAdds > 0;
    }

    /** Positions in a clip of the frames that this stage looks at, in its order; none where stages do not tell frames apart. */
    public List<Integer> frames() {
        return inputs.get(0).frames();
    }

    /** What a sample brings to this stage from the one before: its inputs but the frames that it looks at itself. */
    public List<TensorSpec> carried() {
        return frames().isEmpty() ? inputs : inputs.subList(1, inputs.size());
    }

    /** What the stage hands to the next one: its outputs but the logits. */
    public List<TensorSpec> activations() {
        return outputs.subList(0, outputs.size() - 1);
    }
}
