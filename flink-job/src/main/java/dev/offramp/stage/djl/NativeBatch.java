package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.offramp.sample.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The activations that one run of a stage left in native memory, shared by the rows of its batch; freed when the last row
 * is released. All on one thread.
 */
final class NativeBatch {

    private final NDManager owner;
    private final NDList tensors;
    private final AtomicInteger liveBatches;
    private int liveRows;

    private NativeBatch(NDManager owner, NDList tensors, int rows, AtomicInteger liveBatches) {
        this.owner = owner;
        this.tensors = tensors;
        this.liveRows = rows;
        this.liveBatches = liveBatches;
        liveBatches.incrementAndGet();
    }

    /**
     * Takes the tensors, each [rows, …], from whatever manager they are attached to, and hands out their rows.
     *
     * @param liveBatches counts batches that are not yet freed
     */
    static List<Activation> rowsOf(NDManager parent, NDList tensors, int rows, AtomicInteger liveBatches) {
        NDManager owner = parent.newSubManager();
        owner.setName("native-batch");
        tensors.attach(owner);
        NativeBatch batch = new NativeBatch(owner, tensors, rows, liveBatches);
        List<Activation> handles = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            handles.add(new NativeRow(batch, row));
        }
        return handles;
    }

    int size() {
        return (int) tensors.get(0).getShape().get(0);
    }

    NDArray tensor(int index) {
        return tensors.get(index);
    }

    int tensorCount() {
        return tensors.size();
    }

    void releaseRow() {
        liveRows--;
        if (liveRows == 0) {
            owner.close();
            liveBatches.decrementAndGet();
        }
    }
}
