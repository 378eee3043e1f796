package dev.offramp.stage.djl;

import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.RetainedMemory;
import dev.offramp.stage.WirePrecision;
import java.util.List;

/** One sample's row of a {@link NativeBatch}: a view, until somebody wants it on the heap. */
final class NativeRow implements Activation {

    private final NativeBatch batch;
    private final int row;
    private boolean released;

    NativeRow(NativeBatch batch, int row) {
        this.batch = batch;
        this.row = row;
    }

    /** The batch that holds the row, for gathering. */
    NativeBatch batch() {
        if (released) {
            throw new IllegalStateException("row " + row + " is read after its release");
        }
        return batch;
    }

    int row() {
        return row;
    }

    @Override
    public List<Tensor> tensors(WirePrecision wire) {
        return batch().toHeap(row, wire);
    }

    @Override
    public RetainedMemory kept() {
        return batch.kept();
    }

    @Override
    public void release() {
        if (released) {
            throw new IllegalStateException("row " + row + " is released twice");
        }
        released = true;
        batch.releaseRow();
    }
}
