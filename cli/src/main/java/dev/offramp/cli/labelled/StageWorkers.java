package dev.offramp.cli.labelled;

import dev.offramp.bundle.StageSpec;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One stage on several threads that are busy at once, each with an engine of its own, as the subtasks of a job are. */
final class StageWorkers implements AutoCloseable {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);
    private static final int FEWEST_RUNS = 5;

    private final List<Lane> lanes = new ArrayList<>();

    private record Lane(ExecutorService thread, StageEngine engine) {}

    /** Opens the stage once a thread, on that thread. */
    StageWorkers(StageSpec stage, StageEngines engines, int count) {
        for (int n = 0; n < count; n++) {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                lanes.add(new Lane(thread, await(thread.submit(() -> engines.open(stage, CPU)))));
            } catch (CommandFailure failure) {
                thread.shutdown();
                close();
                throw failure;
            }
        }
    }

    /** Runs a batch over and over on all threads for so long; milliseconds of every run on any of them. */
    List<Double> timeFor(Duration span, List<Activation> batch) {
        List<Future<List<Double>>> running = new ArrayList<>();
        for (Lane lane : lanes) {
            running.add(lane.thread.submit(() -> timeFor(span, lane.engine, batch)));
        }
        List<Double> times = new ArrayList<>();
        running.forEach(lane -> times.addAll(await(lane)));
        return times;
    }

    /** What the stage hands on, out of native memory, which ends with the engine. */
    List<Activation> onHeap(List<Activation> entering) {
        Lane first = lanes.get(0);
        return await(first.thread.submit(() -> onHeap(first.engine, entering)));
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
        for (Lane lane : lanes) {
            await(lane.thread.submit(Executors.callable(lane.engine::close)));
            lane.thread.shutdown();
        }
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException failure) {
            throw new CommandFailure(
                    "stage costs cannot be measured: "
                            + Objects.requireNonNull(failure.getCause()).getMessage(),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while stage costs were measured", stopped);
        }
    }
}
