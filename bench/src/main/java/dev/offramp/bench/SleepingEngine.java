package dev.offramp.bench;

import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.Arrays;
import java.util.List;

/** One stage that sleeps: sure of a sample where the sample is no harder than the stage is deep. */
record SleepingEngine(SleepingEngines network, int stage) implements StageEngine {

    /** Of 100 samples, so many leave by exit 1, by exit 2 or before, and so on; the others go all the way. */
    private static final int[] GONE = {60, 85, 95};

    private static final float SURE = 20;

    @Override
    public StageRows run(List<Activation> batch) throws StageFailure {
        try {
            Thread.sleep(network.millis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StageFailure("stage " + stage + " was stopped", stopped);
        }
        float[][] logits = new float[batch.size()][];
        for (int row = 0; row < logits.length; row++) {
            logits[row] = new float[network.classes()];
            logits[row][0] = depthOf(batch.get(row)) <= stage ? SURE : 0;
        }
        List<Activation> next = batch.stream()
                .<Activation>map(activation -> new HeapActivation(activation.tensors()))
                .toList();
        return new StageRows(next, logits);
    }

    /** The exit, 1-based, that a sample leaves by: drawn by what stage 1 took, which stands behind all that later stages do. */
    static int depthOf(Activation activation) {
        List<Tensor> tensors = activation.tensors();
        int draw = Math.floorMod(Arrays.hashCode(tensors.get(tensors.size() - 1).bytes()), 100);
        int depth = 1;
        while (depth <= GONE.length && draw >= GONE[depth - 1]) {
            depth++;
        }
        return depth;
    }

    @Override
    public int inflightBatches() {
        return 0;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
