package dev.offramp.job;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.StageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether a full batch of every tensor can be one buffer, of which Java counts the bytes in an int. */
record BatchBytes(Bundle bundle, List<StageSettings> stages) {

    private static final long MOST = Integer.MAX_VALUE;

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (StageSpec stage : bundle.stages()) {
            int batchSize = stages.get(stage.number() - 1).maxBatchSize();
            Stream.concat(stage.inputs().stream(), stage.outputs().stream())
                    .filter(tensor -> batchSize > MOST / tensor.sampleBytes())
                    .forEach(tensor -> problems.add(problem(stage, tensor, batchSize)));
        }
        return problems;
    }

    private static String problem(StageSpec stage, TensorSpec tensor, int batchSize) {
        return "stage " + stage.number() + ": a batch of " + batchSize + " is too large for " + tensor + ", "
                + tensor.sampleBytes() + " bytes a sample; a tensor may have " + MOST + ", so "
                + StageOptions.MAX_BATCH_SIZE.key() + " may be at most " + MOST / tensor.sampleBytes();
    }
}
