package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.offramp.sample.Activation;
import dev.offramp.sample.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one batch of many rows: natively, slice by slice, where the rows are still in native memory; through one direct
 * buffer where they came on the heap. A batch of one operator is all of one kind.
 */
final class Gather {

    private final int tensorCount;
    private ByteBuffer staging = ByteBuffer.allocateDirect(0);

    Gather(int tensorCount) {
        this.tensorCount = tensorCount;
    }

    /** One [B, …] array a tensor, attached to {@code scope}. */
    NDList batchOf(List<Activation> rows, NDManager scope) {
        NDList batch = new NDList(tensorCount);
        List<Run> runs = rows.get(0) instanceof NativeRow ? Run.of(rows) : List.of();
        for (int i = 0; i < tensorCount; i++) {
            batch.add(runs.isEmpty() ? fromHeap(rows, i, scope) : fromNative(runs, i, scope));
        }
        return batch;
    }

    private static NDArray fromNative(List<Run> runs, int tensor, NDManager scope) {
        NDList parts = new NDList(runs.size());
        for (Run run : runs) {
            parts.add(run.of(tensor, scope));
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        NDArray joined = NDArrays.concat(parts, 0);
        joined.attach(scope);
        return joined;
    }

    private NDArray fromHeap(List<Activation> rows, int tensor, NDManager scope) {
        List<Tensor> parts = rows.stream().map(row -> row.tensors().get(tensor)).toList();
        Tensor first = parts.get(0);
        ByteBuffer buffer = staging(Math.multiplyExact(first.bytes().length, parts.size()));
        parts.forEach(part -> buffer.put(part.bytes()));
        buffer.flip();
        long[] shape = new long[first.shape().size() + 1];
        shape[0] = parts.size();
        for (int i = 1; i < shape.length; i++) {
            shape[i] = first.shape().get(i - 1);
        }
        // on a CPU the array is the buffer: copy it, for an output may be a view of it and outlive this batch
        try (NDArray aliased = scope.create(buffer, new Shape(shape), DataTypes.toDjl(first.type()))) {
            return aliased.duplicate();
        }
    }

    private ByteBuffer staging(int bytes) {
        if (staging.capacity() < bytes) {
            staging = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        staging.clear();
        return staging;
    }

    /** Neighbouring rows that come from one native batch. */
    private record Run(NativeBatch batch, List<Integer> rows) {

        static List<Run> of(List<Activation> activations) {
            List<Run> runs = new ArrayList<>();
            for (Activation activation : activations) {
                NativeRow row = (NativeRow) activation;
                if (runs.isEmpty() || runs.get(runs.size() - 1).batch != row.batch()) {
                    runs.add(new Run(row.batch(), new ArrayList<>()));
                }
                runs.get(runs.size() - 1).rows.add(row.row());
            }
            return runs;
        }

        NDArray of(int tensor, NDManager scope) {
            NDArray whole = batch.tensor(tensor);
            if (rows.size() == batch.size() && isContiguous()) {
                return whole;
            }
            NDArray part = isContiguous()
                    ? whole.get(new NDIndex(rows.get(0) + ":" + (rows.get(rows.size() - 1) + 1)))
                    : whole.get(scope.create(
                            rows.stream().mapToLong(Integer::longValue).toArray()));
            part.attach(scope);
            return part;
        }

        private boolean isContiguous() {
            return rows.get(rows.size() - 1) - rows.get(0) == rows.size() - 1;
        }
    }
}
