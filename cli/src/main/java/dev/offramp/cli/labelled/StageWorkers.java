package dev.offramp.cli.labelled;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One stage on several threads that are busy at once, each with an engine of its own, as the subtasks of a job are. */
final class StageWorkers implements AutoCloseable {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);
    private static final int FEWEST_RUNS = 5;

    private final WorkerThreads<StageEngine> threads;

    /** Opens the stage once a thread, on that thread. */
    StageWorkers(StageSpec stage, StageEngines engines, int count) {
        threads = new WorkerThreads<>(
                "stage-costs", "stage costs cannot be measured", count, () -> engines.open(stage, CPU));
    }

    /** Runs a batch over and over on all threads for so long; milliseconds of every run on any of them. */
    List<Double> timeFor(Duration span, List<Activation> batch) {
        return threads.all((index, engine) -> timeFor(span, engine, batch)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** What the stage hands on, out of native memory, which ends with the engine. */
    List<Activation> onHeap(List<Activation> entering) {
        return threads.first((index, engine) -> onHeap(engine, entering));
    }

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

    private static List<Activation> onHeap(StageEngine engine, List<Activation> entering) throws StageFailure {
        List<Activation> leaving = new ArrayList<>();
        for (Activation row : engine.run(entering).activations()) {
            leaving.add(new HeapActivation(row.tensors()));
            row.release();
        }
        return leaving;
    }

    @Override
    public void close() {
        threads.close();
    }
}
