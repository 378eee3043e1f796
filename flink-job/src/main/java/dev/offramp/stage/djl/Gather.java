package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Makes one batch of many rows: natively, slice by slice, where the rows are still in native memory; through one direct
 * buffer where they came on the heap. A batch of one operator is all of one kind.
 */
final class Gather {

    private final Casts casts;
    private ByteBuffer staging = ByteBuffer.allocateDirect(0);

    /** @param casts to the types that the stage takes; rows that came over the network may have others */
    Gather(Casts casts) {
        this.casts = casts;
    }

    /** One [B, …] array a tensor, attached to {@code scope}. */
    NDList batchOf(List<Activation> rows, NDManager scope) {
        NDList batch = new NDList(casts.types().size());
        List<Run> runs = rows.get(0) instanceof NativeRow ? Run.of(rows) : List.of();
        for (int i = 0; i < casts.types().size(); i++) {
            batch.add(runs.isEmpty() ? fromHeap(rows, i, scope) : fromNative(runs, i, scope));
        }
        return batch;
    }

    private static NDArray fromNative(List<Run> runs, int tensor, NDManager scope) {
        NDList parts = new NDList(runs.size());
        for (Run run : runs) {
            parts.add(run.of(tensor, scope));
        }
        return joined(parts, scope);
    }

    private static NDArray joined(NDList parts, NDManager scope) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        NDArray joined = NDArrays.concat(parts, 0);
        joined.attach(scope);
        return joined;
    }

    private NDArray fromHeap(List<Activation> rows, int tensor, NDManager scope) {
        List<Tensor> waiting =
                rows.stream().map(row -> row.tensors().get(tensor)).toList();
        NDList parts = new NDList();
        while (!waiting.isEmpty()) {
            int alike = ofOneType(waiting);
            parts.add(fromHeap(waiting.subList(0, alike), casts.type(tensor), scope));
            waiting = waiting.subList(alike, waiting.size());
        }
        return joined(parts, scope);
    }

    /** How many of the first tensors have one type: all, unless rows from before a change of the settings are among them. */
    private static int ofOneType(List<Tensor> tensors) {
        int alike = 1;
        while (alike < tensors.size()
                && tensors.get(alike).type() == tensors.get(0).type()) {
            alike++;
        }
        return alike;
    }

    private NDArray fromHeap(List<Tensor> parts, DataType wanted, NDManager scope) {
        Tensor first = parts.get(0);
        DataType staged = first.type() == DataType.BFLOAT16 ? DataType.FLOAT32 : first.type(); // DJL makes no bfloat16
        int elements = first.bytes().length / first.type().bytes();
        ByteBuffer buffer = staging(Math.multiplyExact(elements * staged.bytes(), parts.size()));
        parts.forEach(part -> put(part, buffer));
        buffer.flip();
        long[] shape = LongStream.concat(
                        LongStream.of(parts.size()), first.shape().stream().mapToLong(Integer::longValue))
                .toArray();
        // on a CPU the array is the buffer: copy it, for an output may be a view of it and outlive this batch
        try (NDArray aliased = scope.create(buffer, new Shape(shape), DataTypes.toDjl(staged))) {
            NDArray cast = casts.cast(aliased, staged, wanted, scope);
            return cast == aliased ? aliased.duplicate() : cast;
        }
    }

    /** The bytes as they are; a bfloat16 is the upper half of a float32. */
    private static void put(Tensor part, ByteBuffer buffer) {
        if (part.type() != DataType.BFLOAT16) {
            buffer.put(part.bytes());
            return;
        }
        ShortBuffer halves =
                ByteBuffer.wrap(part.bytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        while (halves.hasRemaining()) {
            buffer.putInt(halves.get() << Short.SIZE);
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
