package dev.offramp.cli.labelled;

import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.cli.local.Machine;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.sample.Activation;
import dev.offramp.sample.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each stage of a bundle costs at batch sizes 1, 2, 4 and so on: some runs to warm up, then the median of many.
 *
 * @param threads within one operation, as the engines have it
 */
public record StageStopwatch(Bundle bundle, StageEngines engines, int threads) {

    private static final Duration WARM_UP = Duration.ofMillis(150);
    private static final Duration MEASURED = Duration.ofMillis(400);
    private static final int FEWEST_RUNS = 5;

    /**
     * Measures all stages on real activations.
     *
     * @param pixels as many as the largest batch; they stay the caller's
     */
    public StageCosts measure(List<Activation> pixels, Screen screen) {
        List<StageCosts.Stage> stages = new ArrayList<>();
        List<Activation> entering = pixels;
        try {
            for (StageSpec stage : bundle.stages()) {
                try (StageEngine engine = engines.open(stage, new StageDevice(StageDevice.Kind.CPU, 0))) {
                    screen.show(List.of("Measuring stage " + stage.number() + " of "
                            + bundle.stages().size() + " ..."));
                    stages.add(new StageCosts.Stage(stage.number(), batches(engine, entering)));
                    entering = onHeap(engine, entering);
                }
            }
        } catch (StageFailure failure) {
            throw new CommandFailure("stage costs cannot be measured: " + failure.getMessage(), failure);
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

    private static List<StageCosts.Batch> batches(StageEngine engine, List<Activation> entering) throws StageFailure {
        List<StageCosts.Batch> batches = new ArrayList<>();
        for (int size = 1; size <= entering.size(); size *= 2) {
            List<Activation> batch = entering.subList(0, size);
            timeFor(WARM_UP, engine, batch);
            batches.add(new StageCosts.Batch(size, median(timeFor(MEASURED, engine, batch)) / size));
        }
        return batches;
    }

    /** Milliseconds of each run. */
    private static List<Double> timeFor(Duration span, StageEngine engine, List<Activation> batch) throws StageFailure {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + span.toNanos();
        while (times.size() < FEWEST_RUNS || System.nanoTime() < end) {
            long start = System.nanoTime();
            List<Activation> rows = engine.run(batch).activations();
            times.add((System.nanoTime() - start) / 1e6);
            rows.forEach(Activation::release);
        }
        return times;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    /** What the stage hands on, out of native memory, which ends with the engine. */
    private static List<Activation> onHeap(StageEngine engine, List<Activation> entering) throws StageFailure {
        List<Activation> leaving = new ArrayList<>();
        for (Activation row : engine.run(entering).activations()) {
            leaving.add(new HeapActivation(row.tensors()));
            row.release();
        }
        return leaving;
    }
}
