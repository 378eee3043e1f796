package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * Stages without a network: the first pixel of what stage 1 saw of a sample says how hard it is, and exit k is sure of a sample no
 * harder than k. A stage hands on all that it took. Every run is written down under the test's id, for Flink copies its operators.
 */
public record TestingStages(String testId) implements StageEngines {

    /**
     * One run of one stage: how hard its samples were.
     *
     * @param engine that ran it; each subtask has its own
     * @param marks  of each sample, the green of each of the pixels that came first in what the stage took
     */
    public record Run(int stage, Object engine, List<Integer> difficulties, List<List<Integer>> marks) {}

    private static final ConcurrentMap<String, Queue<Run>> RUNS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Queue<TestingStage>> OPENED = new ConcurrentHashMap<>();

    public List<Run> runs(int stage) {
        return RUNS.getOrDefault(testId, new ConcurrentLinkedQueue<>()).stream()
                .filter(run -> run.stage() == stage)
                .toList();
    }

    public List<Integer> batchSizes(int stage) {
        return runs(stage).stream().map(run -> run.difficulties().size()).toList();
    }

    /** Samples that each of a stage's subtasks ran, those that ran none among them. */
    public List<Integer> samplesOfEngines(int stage) {
        return OPENED.getOrDefault(testId, new ConcurrentLinkedQueue<>()).stream()
                .filter(engine -> engine.stage.number() == stage)
                .map(engine -> runs(stage).stream()
                        .filter(run -> run.engine() == engine)
                        .mapToInt(run -> run.difficulties().size())
                        .sum())
                .toList();
    }

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) {
        Queue<Run> runs = RUNS.computeIfAbsent(testId, id -> new ConcurrentLinkedQueue<>());
        TestingStage engine = new TestingStage(stage, runs);
        OPENED.computeIfAbsent(testId, id -> new ConcurrentLinkedQueue<>()).add(engine);
        return engine;
    }

    private static final class TestingStage implements StageEngine {

        private final StageSpec stage;
        private final Queue<Run> runs;

        TestingStage(StageSpec stage, Queue<Run> runs) {
            this.stage = stage;
            this.runs = runs;
        }

        @Override
        public StageRows runWithoutHead(List<Activation> batch) {
            return StageRows.withoutScores(run(batch).activations());
        }

        @Override
        public StageRows run(List<Activation> batch) {
            List<Integer> difficulties =
                    batch.stream().map(TestingStage::difficulty).toList();
            runs.add(new Run(
                    stage.number(),
                    this,
                    difficulties,
                    batch.stream().map(TestingStage::marks).toList()));
            List<Activation> next = new ArrayList<>();
            float[][] logits = new float[batch.size()][];
            for (int row = 0; row < batch.size(); row++) {
                boolean sure = difficulties.get(row) <= stage.number();
                logits[row] = sure ? new float[] {0, 9} : new float[] {0, 0.1f};
                next.add(new HeapActivation(batch.get(row).tensors()));
            }
            return new StageRows(next, logits);
        }

        @Override
        public int inflightBatches() {
            return 0;
        }

        @Override
        public void close() {}

        private static int difficulty(Activation activation) {
            List<Tensor> tensors = activation.tensors();
            return tensors.get(tensors.size() - 1).bytes()[0];
        }

        private static List<Integer> marks(Activation activation) {
            byte[] pixels = activation.tensors().get(0).bytes();
            List<Integer> marks = new ArrayList<>();
            for (int green = 1; green < pixels.length; green += 3) {
                marks.add((int) pixels[green]);
            }
            return marks;
        }
    }
}
