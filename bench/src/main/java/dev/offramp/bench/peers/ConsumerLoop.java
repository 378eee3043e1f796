package dev.offramp.bench.peers;

import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers frames without Flink: as many threads as the job has subtasks, each a plain consumer loop. */
public final class ConsumerLoop implements AutoCloseable {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService threads;
    private final List<Future<?>> loops = new ArrayList<>();

    /** Starts to consume at once. */
    public ConsumerLoop(JobPlan plan) {
        threads = Executors.newFixedThreadPool(plan.parallelism());
        for (int n = 0; n < plan.parallelism(); n++) {
            ConsumerWorker lane = new ConsumerWorker(plan, n, stopped);
            loops.add(threads.submit(lane));
        }
    }

    /** Fails where a thread has ended. */
    public void requireAlive() {
        for (Future<?> loop : loops) {
            if (loop.isDone()) {
                await(loop);
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdown();
        loops.forEach(ConsumerLoop::await);
    }

    private static void await(Future<?> loop) {
        try {
            loop.get();
        } catch (ExecutionException failure) {
            throw new CommandFailure("the consumer loop failed: " + failure.getCause(), failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
