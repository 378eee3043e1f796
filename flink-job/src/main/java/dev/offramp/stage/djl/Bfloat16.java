package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes bfloat16 tensors by a line of TorchScript, for DJL cannot: it passes them through and reads them, but to ask it for one
 * ends the process. See RATIONALE.md beside this class.
 */
final class Bfloat16 implements AutoCloseable {

    private static final String SCRIPT = "as-bfloat16.pt";

    private final Model script;
    private final ParameterStore noParameters;

    Bfloat16(Device device) throws IOException, MalformedModelException {
        script = Engine.getEngine("PyTorch").newModel(SCRIPT, device);
        noParameters = new ParameterStore(script.getNDManager(), false);
        try (InputStream file = Bfloat16.class.getResourceAsStream(SCRIPT)) {
            if (file == null) {
                throw new IOException(SCRIPT + " is missing beside " + Bfloat16.class);
            }
            script.load(file);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            script.close();
            throw e;
        }
    }

    /** The nearest bfloat16 of each element of a float32 tensor, in {@code scope}. */
    NDArray of(NDArray float32, NDManager scope) {
        NDArray made = script.getBlock()
                .forward(noParameters, new NDList(float32), false)
                .singletonOrThrow();
        made.attach(scope);
        return made;
    }

    @Override
    public void close() {
        script.close();
    }
}
