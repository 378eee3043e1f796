package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import java.io.Serializable;

/** Opens stage engines on task managers; travels with the job graph. */
public interface StageEngines extends Serializable {

    /** Loads a stage onto a device. */
    StageEngine open(StageSpec stage, StageDevice device) throws StageFailure;
}
