package dev.offramp.stage;

import dev.offramp.sample.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A stage that fails where the test says so; the first pixel of a sample is its name, and its logit. */
final class FragileEngine implements StageEngine {

    /** Names of samples on which it fails; a blank sample is 0. */
    final Set<Integer> poison;

    /** Samples that its device has memory for. */
    int room = Integer.MAX_VALUE;

    final List<Integer> batchSizes = new ArrayList<>();
    private int released;

    FragileEngine(Integer... poison) {
        this.poison = Set.of(poison);
    }

    int released() {
        return released;
    }

    @Override
    public StageRows run(List<Activation> batch) throws StageFailure {
        batchSizes.add(batch.size());
        if (batch.size() > room) {
            throw StageFailure.outOfMemory(
                    "no room for " + batch.size(), new IllegalStateException("CUDA out of memory"));
        }
        List<Integer> names = batch.stream().map(FragileEngine::name).toList();
        if (!Collections.disjoint(names, poison)) {
            throw new StageFailure(
                    "stage 1 failed on " + names, new IllegalStateException("index out of range\nat line 7"));
        }
        List<Activation> rows = new ArrayList<>();
        float[][] logits = new float[names.size()][];
        for (int i = 0; i < logits.length; i++) {
            rows.add(new Row());
            logits[i] = new float[] {names.get(i), 0};
        }
        return new StageRows(rows, logits);
    }

    private static int name(Activation activation) {
        return activation.tensors().get(0).bytes()[0];
    }

    @Override
    public int inflightBatches() {
        return 0;
    }

    @Override
    public void close() {}

    private final class Row implements Activation {

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return List.of();
        }

        @Override
        public void release() {
            released++;
        }
    }
}
