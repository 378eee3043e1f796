package dev.offramp.stage.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.DataType;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A TorchScript stage in libtorch. Its rows stay in native memory until they are released; its weights are shared. */
final class DjlStageEngine implements StageEngine {

    private final StageSpec stage;
    private final SharedStages.Share share;
    private final Casts handedOn;
    private final NDManager manager;
    private final Gather gather;
    private final AtomicInteger liveBatches = new AtomicInteger();

    /** @param share of this engine, which gives it back */
    DjlStageEngine(StageSpec stage, SharedStages.Share share) {
        this.stage = stage;
        this.share = share;
        LoadedStage loaded = share.stage();
        this.handedOn = new Casts(types(stage.activations()), loaded.bfloat16());
        this.manager = loaded.network().newManager();
        this.gather = new Gather(new Casts(types(stage.inputs()), loaded.bfloat16()), loaded.gather());
    }

    private static List<DataType> types(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::type).toList();
    }

    @Override
    public StageRows run(List<Activation> batch) throws StageFailure {
        try (NDManager scope = manager.newSubManager()) {
            NDList outputs = share.stage().network().run(gather.batchOf(batch, scope));
            outputs.attach(scope);
            requireCount(outputs, stage.outputs().size());
            float[][] logits = logits(outputs.get(outputs.size() - 1), batch.size());
            NDList activations = outputs.subNDList(0, outputs.size() - 1);
            return new StageRows(rows(activations, batch.size()), logits);
        } catch (EngineException | IllegalArgumentException e) {
            throw failure(batch.size(), e);
        }
    }

    @Override
    public StageRows runWithoutHead(List<Activation> batch) throws StageFailure {
        try (NDManager scope = manager.newSubManager()) {
            NDList activations = share.stage().network().run(StageSpec.WITHOUT_HEAD, gather.batchOf(batch, scope));
            activations.attach(scope);
            requireCount(activations, stage.activations().size());
            return StageRows.withoutScores(rows(activations, batch.size()));
        } catch (EngineException | IllegalArgumentException e) {
            throw failure(batch.size(), e);
        }
    }

    private StageFailure failure(int batchSize, RuntimeException cause) {
        String message = "stage " + stage.number() + " failed on a batch of " + batchSize;
        return MemoryShortage.isIn(cause)
                ? StageFailure.outOfMemory(message + ": its device is out of memory", cause)
                : new StageFailure(message, cause);
    }

    private List<Activation> rows(NDList activations, int rows) {
        return activations.isEmpty()
                ? Collections.nCopies(rows, HeapActivation.NOTHING)
                : NativeBatch.rowsOf(manager, activations, handedOn, rows, liveBatches);
    }

    private void requireCount(NDList outputs, int wanted) throws StageFailure {
        if (outputs.size() != wanted) {
            throw new StageFailure("stage " + stage.number() + " returned " + outputs.size()
                    + " tensors, its manifest says " + wanted);
        }
    }

    private float[][] logits(NDArray last, int rows) throws StageFailure {
        int classes =
                stage.outputs().get(stage.outputs().size() - 1).sampleShape().get(0);
        float[] flat = last.toFloatArray();
        if (flat.length != rows * classes) {
            throw new StageFailure("stage " + stage.number() + " returned logits " + last.getShape() + " for " + rows
                    + " samples of " + classes + " classes");
        }
        float[][] logits = new float[rows][];
        for (int row = 0; row < rows; row++) {
            logits[row] = Arrays.copyOfRange(flat, row * classes, (row + 1) * classes);
        }
        return logits;
    }

    @Override
    public int inflightBatches() {
        return liveBatches.get();
    }

    @Override
    public void close() {
        manager.close();
        share.close();
    }
}
