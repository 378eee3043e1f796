package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens stages on DJL's PyTorch engine.
 *
 * @param intraOpThreads threads that one forward may use; the engine reads it once, when it starts in a process
 */
public record DjlStageEngines(int intraOpThreads) implements StageEngines {

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        EngineSwitches.set(intraOpThreads);
        Path file = Path.of(stage.file());
        Model model = Engine.getEngine("PyTorch").newModel("stage-" + stage.number(), deviceOf(device));
        try {
            checkUnaltered(stage, file);
            model.load(file.getParent(), file.getFileName().toString());
            return new DjlStageEngine(stage, model, new Bfloat16(deviceOf(device)));
        } catch (IOException | MalformedModelException | RuntimeException e) { // libtorch's own come unchecked
            model.close();
            throw new StageFailure("stage " + stage.number() + " cannot be loaded from " + file, e);
        } catch (StageFailure e) {
            model.close();
            throw e;
        }
    }

    private static void checkUnaltered(StageSpec stage, Path file) throws IOException, StageFailure {
        String actual = Digest.sha256(file);
        if (!actual.equals(stage.sha256())) {
            throw new StageFailure("stage " + stage.number() + ": " + file + " has sha256 " + actual
                    + ", the job was started with " + stage.sha256() + "; every task manager needs the same bundle");
        }
    }

    private static Device deviceOf(StageDevice device) {
        return device.kind() == StageDevice.Kind.GPU ? Device.gpu(device.index()) : Device.cpu();
    }
}
