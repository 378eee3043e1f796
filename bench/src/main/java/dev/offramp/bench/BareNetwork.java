package dev.offramp.bench;

import dev.offramp.bundle.Bundle;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageSettings;
import java.util.List;

/** What a lane of the bare loop runs: the job's bundle, engines and batch sizes. */
record BareNetwork(Bundle bundle, StageEngines engines, List<StageSettings> settings) {}
