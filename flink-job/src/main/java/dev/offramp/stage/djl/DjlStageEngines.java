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
            return new DjlStageEngine(stage, SHARED.acquire(stage, deviceOf(device)));
        } catch (IOException | MalformedModelException | RuntimeException e) { // libtorch's own come unchecked
            throw new StageFailure(
                    "stage " + stage.number() + " cannot be loaded onto " + device + " from " + stage.file(), e);
        }
    }

    private static Device deviceOf(StageDevice device) {
        return device.kind() == StageDevice.Kind.GPU ? Device.gpu(device.index()) : Device.cpu();
    }
}
