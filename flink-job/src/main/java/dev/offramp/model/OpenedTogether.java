package dev.offramp.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * What the tasks of a job share in one process while they open bundles: a bundle is opened once a round, by whoever needs it first, and
 * what takes a core is done for one task after the other. Thread-safe.
 */
final class OpenedTogether implements AutoCloseable {

    /** What serves, what is to come, what is on trial, and one to spare. */
    private static final int KEPT = 4;

    private final Semaphore turn = new Semaphore(1, true);
    private final Map<Notice, CompletableFuture<Model>> opened = new LinkedHashMap<>();

    /**
     * The model that a notice is about. Who asks while another task opens it waits; where that fails, it fails for both.
     *
     * @throws ExecutionException with what went wrong
     */
    Model model(Notice notice, Callable<Model> open) throws ExecutionException, InterruptedException {
        CompletableFuture<Model> mine = new CompletableFuture<>();
        while (true) {
            CompletableFuture<Model> begun = begun(notice, mine);
            if (begun == mine) {
                fill(mine, notice, open);
            }
            try {
                return begun.get();
            } catch (CancellationException cancelled) {
                if (begun == mine) {
                    throw new InterruptedException("nobody wants the bundle any more");
                }
            }
        }
    }

    private synchronized CompletableFuture<Model> begun(Notice notice, CompletableFuture<Model> mine) {
        CompletableFuture<Model> begun = opened.computeIfAbsent(notice, fresh -> mine);
        if (opened.size() > KEPT) {
            opened.remove(opened.keySet().iterator().next());
        }
        return begun;
    }

    /** A task that is ended while it opens says nothing of the bundle: whoever waits opens it himself. */
    private void fill(CompletableFuture<Model> mine, Notice notice, Callable<Model> open) {
        try {
            mine.complete(open.call());
        } catch (Throwable failure) { // whoever waits must hear of it
            forget(notice, mine);
            if (failure instanceof InterruptedException
                    || Thread.currentThread().isInterrupted()) {
                mine.cancel(false);
            } else {
                mine.completeExceptionally(failure);
            }
        }
    }

    private synchronized void forget(Notice notice, CompletableFuture<Model> mine) {
        opened.remove(notice, mine);
    }

    /** Does something that takes a core, once nobody else does. */
    <T> T inTurn(Callable<T> work) throws Exception {
        turn.acquire();
        try {
            return work.call();
        } finally {
            turn.release();
        }
    }

    /** Nothing of it outlives the tasks. */
    @Override
    public void close() {}
}
