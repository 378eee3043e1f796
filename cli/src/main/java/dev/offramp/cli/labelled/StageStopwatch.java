package dev.offramp.cli.labelled;

import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.cli.home.Machine;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.offline.StageFrames;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each stage of a bundle costs at batch sizes 1, 2, 4 and so on: some runs to warm up, then the median of many.
 *
 * @param threads  within one operation, as the engines have it
 * @param subtasks that run the stage at once; they share caches, memory and whatever else the machine has once
 */
public record StageStopwatch(Bundle bundle, StageEngines engines, int threads, int subtasks) {

    private static final Duration WARM_UP = Duration.ofMillis(150);
    private static final Duration MEASURED = Duration.ofMillis(400);

    /**
     * Measures all stages on real activations.
     *
     * @param pixels of whole samples, as many as the largest batch
     */
    public StageCosts measure(List<Tensor> pixels, Screen screen) {
        List<StageCosts.Stage> stages = new ArrayList<>();
        List<Activation> before = List.of();
        for (StageSpec stage : bundle.stages()) {
            screen.show(List.of("Measuring stage " + stage.number() + " of "
                    + bundle.stages().size() + " ..."));
            try (StageWorkers lanes = new StageWorkers(stage, engines, subtasks)) {
                List<Activation> entering = new StageFrames(stage).inputs(pixels, before);
                stages.add(new StageCosts.Stage(stage.number(), batches(lanes, entering)));
                before = lanes.onHeap(entering);
            }
        }
        return new StageCosts(
                StageCosts.FORMAT_VERSION,
                bundle.id().toString(),
                Machine.description(),
                "cpu",
                threads,
                bundle.stages().get(0).precision().toString(),
                stages);
    }

    private static List<StageCosts.Batch> batches(StageWorkers lanes, List<Activation> entering) {
        List<StageCosts.Batch> batches = new ArrayList<>();
        for (int size = 1; size <= entering.size(); size *= 2) {
            List<Activation> batch = entering.subList(0, size);
            lanes.timeFor(WARM_UP, batch);
            batches.add(new StageCosts.Batch(size, median(lanes.timeFor(MEASURED, batch)) / size));
        }
        return batches;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
