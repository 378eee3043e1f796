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
import java.nio.file.Path;

/**
 * A piece of TorchScript, loaded once and run by several threads at once: its weights are only read, and what a run makes belongs
 * to the manager of its inputs. See RATIONALE.md beside this class.
 */
final class SharedScript implements AutoCloseable {

    private final Model model;
    private final ParameterStore noParameters;
    private volatile boolean hasRun;

    private SharedScript(Model model) {
        this.model = model;
        this.noParameters = new ParameterStore(model.getNDManager(), false);
    }

    /** From a file of a bundle. */
    static SharedScript load(Path file, Device device) throws IOException, MalformedModelException {
        return load(
                file.getFileName().toString(),
                device,
                model -> model.load(
                        file.toAbsolutePath().getParent(), file.getFileName().toString()));
    }

    /** One of those that the job carries itself. */
    static SharedScript ofThisJob(String name, Device device) throws IOException, MalformedModelException {
        try (InputStream file = SharedScript.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException(name + " is missing beside " + SharedScript.class);
            }
            return load(name, device, model -> model.load(file));
        }
    }

    private interface Loading {
        void into(Model model) throws IOException, MalformedModelException;
    }

    private static SharedScript load(String name, Device device, Loading loading)
            throws IOException, MalformedModelException {
        Model model = Engine.getEngine("PyTorch").newModel(name, device);
        try {
            loading.into(model);
            return new SharedScript(model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** Runs it once; the outputs belong to the manager of the first input. The first run is alone, for it sets the module up. */
    NDList run(NDList inputs) {
        if (hasRun) {
            return forward(inputs);
        }
        synchronized (this) {
            NDList outputs = forward(inputs);
            hasRun = true;
            return outputs;
        }
    }

    /** Runs another of its methods once, in the same way. */
    NDList run(String method, NDList inputs) {
        NDArray named = inputs.get(0).getManager().create(0);
        named.setName("module_method:" + method); // how DJL is told; the array itself is not handed on
        NDList all = new NDList(inputs);
        all.add(named);
        return run(all);
    }

    private NDList forward(NDList inputs) {
        return model.getBlock().forward(noParameters, inputs, false);
    }

    /** On the same device, for whoever runs it; closed by whoever asks for it. */
    NDManager newManager() {
        return model.getNDManager().newSubManager();
    }

    @Override
    public void close() {
        model.close();
    }
}
