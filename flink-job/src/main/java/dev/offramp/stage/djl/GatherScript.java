package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Makes one batch of rows of several, in one native call and with one copy, by a few lines of TorchScript: in DJL it takes an index
 * a batch, parsed from a string, and then joins the parts, which copies them again.
 */
record GatherScript(SharedScript script) {

    static final String SCRIPT = "gather-rows.pt";

    /** DJL passes arrays of this name as one list. */
    private static final String LIST = "batches[]";

    /** Rows of batches, in order, in {@code scope}; the plan is made by {@link #plan}. */
    NDArray rows(NDArray plan, List<NDArray> batches, NDManager scope) {
        NDList inputs = new NDList(1 + batches.size());
        inputs.add(plan);
        for (NDArray batch : batches) {
            batch.setName(LIST);
            inputs.add(batch);
        }
        NDArray gathered = script.run(inputs).singletonOrThrow();
        gathered.attach(scope);
        return gathered;
    }

    /** Which rows of each batch, for every tensor of these batches alike; on the CPU, in {@code scope}. */
    static NDArray plan(List<List<Integer>> rowsOfBatches, NDManager scope) {
        long[] plan = new long
                [rowsOfBatches.size()
                        + rowsOfBatches.stream().mapToInt(List::size).sum()];
        int next = 0;
        for (List<Integer> rows : rowsOfBatches) {
            plan[next++] = rows.size();
        }
        for (List<Integer> rows : rowsOfBatches) {
            for (int row : rows) {
                plan[next++] = row;
            }
        }
        NDManager host = scope.getDevice().isGpu() ? scope.newSubManager(Device.cpu()) : scope;
        return host.create(plan);
    }
}
