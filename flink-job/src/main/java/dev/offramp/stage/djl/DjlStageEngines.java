package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.io.IOException;

/**
 * Opens stages on DJL's PyTorch engine. The subtasks of a process share the weights of a stage.
 *
 * @param intraOpThreads threads that one forward may use; the engine reads it once, when it starts in a process
 */
public record DjlStageEngines(int intraOpThreads) implements StageEngines {

    /** To share within a process, something of it must be static; nothing but native memory is in it. */
    private static final SharedStages SHARED = new SharedStages();

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        EngineSwitches.set(intraOpThreads);
        try {
            SharedStages.Share share = SHARED.acquire(stage, deviceOf(device));
            NativeLog.heedEnvironment();
            return checked(stage, device, new DjlStageEngine(stage, share), share.loadedIt());
        } catch (IOException | MalformedModelException | RuntimeException e) { // libtorch's own come unchecked
            throw new StageFailure("stage " + stage.number() + " cannot be loaded from " + stage.file(), e);
        }
    }

    /** Once a loaded stage, and not on GPUs, where kernels may round more freely. */
    private static StageEngine checked(StageSpec stage, StageDevice device, StageEngine engine, boolean loadedIt)
            throws StageFailure {
        if (!loadedIt || device.kind() == StageDevice.Kind.GPU) {
            return engine;
        }
        try {
            new BatchCheck(stage).require(engine);
            return engine;
        } catch (StageFailure e) {
            engine.close();
            throw e;
        }
    }

    private static Device deviceOf(StageDevice device) {
        return device.kind() == StageDevice.Kind.GPU ? Device.gpu(device.index()) : Device.cpu();
    }
}
