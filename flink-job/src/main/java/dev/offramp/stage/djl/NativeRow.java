package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import dev.offramp.sample.Activation;
import dev.offramp.sample.Tensor;
import java.util.ArrayList;
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
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>(batch().tensorCount());
        for (int i = 0; i < batch.tensorCount(); i++) {
            try (NDArray view = batch.tensor(i).get(row)) {
                tensors.add(DataTypes.toHeap(view));
            }
        }
        return tensors;
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
