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

    /** And of any other name one by one. */
    private static final String NO_NAME = "";

    /** Rows of batches, in order, in {@code scope}; the plan is made by {@link #plan}. */
    NDArray rows(NDArray plan, List<NDArray> batches, NDManager scope) {
        NDList inputs = new NDList(1 + batches.size());
        inputs.add(plan);
        inputs.addAll(batches);
        try {
            batches.forEach(batch -> batch.setName(LIST));
            NDArray gathered = script.run(inputs).singletonOrThrow();
            gathered.attach(scope);
            return gathered;
        } finally {
            // only lent: under this name, a batch that runs alone afterwards would be passed to its stage as a list of
            // one
            batches.forEach(batch -> batch.setName(NO_NAME));
        }
    }

    /** Which rows of each batch, for every tensor of these batches alike; on the CPU, in {@code scope}. */
    static NDArray plan(List<List<Integer>> rowsOfBatches, NDManager scope) {
        int rowCount = rowsOfBatches.stream().mapToInt(List::size).sum();
        long[] plan = new long[rowsOfBatches.size() + rowCount];
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
