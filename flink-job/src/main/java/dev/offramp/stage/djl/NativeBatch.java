package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.RetainedMemory;
import dev.offramp.stage.WirePrecision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The activations that one run of a stage left in native memory, shared by the rows of its batch; freed when the last row
 * is released. All on one thread.
 */
final class NativeBatch {

    private final NDManager owner;
    private final NDList tensors;
    private final Casts casts;
    private final AtomicInteger liveBatches;
    private final Map<WirePrecision, NDList> onWire = new EnumMap<>(WirePrecision.class);
    private final RetainedMemory kept;
    private final int rows;
    private int liveRows;

    private NativeBatch(NDManager owner, NDList tensors, Casts casts, int rows, AtomicInteger liveBatches) {
        this.owner = owner;
        this.tensors = tensors;
        this.casts = casts;
        this.kept = new RetainedMemory(this, bytes(tensors, casts));
        this.rows = rows;
        this.liveRows = rows;
        this.liveBatches = liveBatches;
        liveBatches.incrementAndGet();
    }

    /**
     * Takes the tensors, each [rows, …], from whatever manager they are attached to, and hands out their rows.
     *
     * @param casts       of the stage that made them
     * @param liveBatches counts batches that are not yet freed
     */
    static List<Activation> rowsOf(NDManager parent, NDList tensors, Casts casts, int rows, AtomicInteger liveBatches) {
        NDManager owner = parent.newSubManager();
        owner.setName("native-batch");
        tensors.attach(owner);
        NativeBatch batch = new NativeBatch(owner, tensors, casts, rows, liveBatches);
        List<Activation> handles = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            handles.add(new NativeRow(batch, row));
        }
        return handles;
    }

    private static long bytes(NDList tensors, Casts casts) {
        long bytes = 0;
        for (int i = 0; i < tensors.size(); i++) {
            bytes += tensors.get(i).size() * casts.type(i).bytes();
        }
        return bytes;
    }

    int size() {
        return rows;
    }

    RetainedMemory kept() {
        return kept;
    }

    NDArray tensor(int index) {
        return tensors.get(index);
    }

    /** One row on the heap; the whole batch is cast when the first of its rows is wanted. */
    List<Tensor> toHeap(int row, WirePrecision wire) {
        NDList whole = onWire.computeIfAbsent(wire, this::cast);
        List<Tensor> copies = new ArrayList<>(whole.size());
        for (int i = 0; i < whole.size(); i++) {
            DataType type = wire.of(casts.type(i));
            try (NDArray view = whole.get(i).get(row)) {
                copies.add(DataTypes.toHeap(view, type));
            }
        }
        return copies;
    }

    private NDList cast(WirePrecision wire) {
        NDList cast = new NDList(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            cast.add(casts.cast(tensors.get(i), casts.type(i), wire.of(casts.type(i)), owner));
        }
        return cast;
    }

    void releaseRow() {
        liveRows--;
        if (liveRows == 0) {
            owner.close();
            liveBatches.decrementAndGet();
        }
    }
}
