package dev.offramp.cli.labelled;

import dev.offramp.cli.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Workers that each live on a thread of their own, from opening to closing, as the subtasks of a job do: a network must not
 * wander between threads.
 *
 * @param <W> the worker
 */
public final class WorkerThreads<W extends AutoCloseable> implements AutoCloseable {

    private final String failed;
    private final List<Seat<W>> seats = new ArrayList<>();

    private record Seat<W>(ExecutorService thread, W worker) {}

    /**
     * What a worker does.
     *
     * @param <W> the worker
     * @param <R> what comes of it
     */
    public interface Task<W, R> {

        /** Does it, on the worker's thread; the index counts the workers from 0. */
        R run(int index, W worker) throws Exception;
    }

    /**
     * Opens the workers, each on its thread.
     *
     * @param name   of the threads
     * @param failed what is said before the reason where a worker fails
     */
    public WorkerThreads(String name, String failed, int count, Callable<W> open) {
        this.failed = failed;
        for (int n = 0; n < count; n++) {
            ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
            try {
                seats.add(new Seat<>(thread, await(thread.submit(open))));
            } catch (CommandFailure failure) {
                thread.shutdown();
                close();
                throw failure;
            }
        }
    }

    public int count() {
        return seats.size();
    }

    /** Lets all workers work at once; returns what came of each when the last is done. */
    public <R> List<R> all(Task<W, R> task) {
        List<Future<R>> running = new ArrayList<>();
        for (int n = 0; n < seats.size(); n++) {
            running.add(submit(n, task));
        }
        return running.stream().map(this::await).toList();
    }

    /** Lets the first worker work alone. */
    public <R> R first(Task<W, R> task) {
        return await(submit(0, task));
    }

    private <R> Future<R> submit(int index, Task<W, R> task) {
        Seat<W> seat = seats.get(index);
        return seat.thread.submit(() -> task.run(index, seat.worker));
    }

    @Override
    public void close() {
        for (Seat<W> seat : seats) {
            await(seat.thread.submit(() -> {
                seat.worker.close();
                return true;
            }));
            seat.thread.shutdown();
        }
    }

    private <R> R await(Future<R> result) {
        try {
            return result.get();
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNull(failure.getCause());
            throw new CommandFailure(failed + ": " + cause.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while its threads were at work", stopped);
        }
    }
}
