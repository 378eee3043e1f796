package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.WithPixels;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one batch of many rows, copying each once: in one native call a tensor where the rows are still in native memory; byte by
 * byte where they came on the heap. A batch of one operator is all of one kind. Frames of a clip are always on the heap, though what
 * comes with them may be native.
 */
final class Gather {

    private final Casts casts;
    private final GatherScript script;
    private final Staging staging = new Staging();

    /** @param casts to the types that the stage takes; rows that came over the network may have others */
    Gather(Casts casts, GatherScript script) {
        this.casts = casts;
        this.script = script;
    }

    /** One [B, …] array a tensor, attached to {@code scope}. */
    NDList batchOf(List<Activation> rows, NDManager scope) {
        NDList batch = new NDList(casts.types().size());
        if (rows.get(0) instanceof NativeRow) {
            addNative(rows, batch, scope);
        } else if (rows.get(0) instanceof WithPixels first && first.before() instanceof NativeRow) {
            batch.add(fromHeap(pixels(rows), casts.type(0), scope));
            addNative(before(rows), batch, scope);
        } else {
            addFromHeap(rows, batch, scope);
        }
        return batch;
    }

    private static List<Tensor> pixels(List<Activation> rows) {
        return rows.stream().map(row -> ((WithPixels) row).pixels()).toList();
    }

    private static List<Activation> before(List<Activation> rows) {
        return rows.stream().map(row -> ((WithPixels) row).before()).toList();
    }

    /** All tensors that the batch still lacks. */
    private void addNative(List<Activation> rows, NDList batch, NDManager scope) {
        List<Run> runs = Run.of(rows);
        int tensors = casts.types().size() - batch.size();
        boolean isOneSlice = runs.size() == 1 && runs.get(0).isContiguous();
        NDArray plan = isOneSlice
                ? null
                : GatherScript.plan(runs.stream().map(Run::rows).toList(), scope);
        for (int i = 0; i < tensors; i++) {
            int tensor = i;
            batch.add(
                    plan == null
                            ? runs.get(0).slice(tensor, scope)
                            : script.rows(
                                    plan,
                                    runs.stream()
                                            .map(run -> run.batch().tensor(tensor))
                                            .toList(),
                                    scope));
        }
    }

    private void addFromHeap(List<Activation> rows, NDList batch, NDManager scope) {
        for (int i = 0; i < casts.types().size(); i++) {
            batch.add(fromHeap(rows, i, scope));
        }
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
        DataType sent = parts.get(0).type();
        DataType staged = sent == DataType.BFLOAT16 ? DataType.FLOAT32 : sent; // DJL makes no bfloat16
        NDArray array = staging.batchOf(parts, staged, scope);
        return casts.cast(array, staged, wanted, scope);
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

        /** A view where the rows are only some of the batch. */
        NDArray slice(int tensor, NDManager scope) {
            NDArray whole = batch.tensor(tensor);
            if (rows.size() == batch.size()) {
                return whole;
            }
            NDArray part = whole.get(new NDIndex().addSliceDim(rows.get(0), rows.get(rows.size() - 1) + 1));
            part.attach(scope);
            return part;
        }

        boolean isContiguous() {
            return rows.get(rows.size() - 1) - rows.get(0) == rows.size() - 1;
        }
    }
}
