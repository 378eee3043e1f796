package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What all subtasks share that run one stage on one device: its weights, and the small scripts around it. Native memory; closed
 * after the last of them.
 */
record LoadedStage(SharedScript network, Bfloat16 bfloat16, GatherScript gather) implements AutoCloseable {

    static LoadedStage load(Path file, Device device) throws IOException, MalformedModelException {
        SharedScript network = SharedScript.load(file, device);
        try {
            SharedScript cast = SharedScript.ofThisJob(Bfloat16.SCRIPT, device);
            SharedScript gather = SharedScript.ofThisJob(GatherScript.SCRIPT, device);
            return new LoadedStage(network, new Bfloat16(cast), new GatherScript(gather));
        } catch (IOException | MalformedModelException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    @Override
    public void close() {
        gather.script().close();
        bfloat16.script().close();
        network.close();
    }
}
