package dev.offramp.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model that the operators of a task need, and that the first who needs it opens for all of them. Thread-safe. */
public final class Opening {

    private @Nullable CompletableFuture<Model> model;

    /** The model once it is open; it is opened on the executor, unless somebody has begun that already. */
    public synchronized CompletableFuture<Model> begin(Supplier<Model> open, Executor executor) {
        if (model == null) {
            model = CompletableFuture.supplyAsync(open, executor);
        }
        return model;
    }

    /** Whether it came to nothing. */
    synchronized boolean hasFailed() {
        return model != null && model.isCompletedExceptionally();
    }

    /** Whether the model is there, without waiting for it. */
    public synchronized boolean isOpen() {
        return model != null && model.isDone() && !model.isCompletedExceptionally();
    }

    /** The one of two that may still come to something. */
    public Opening or(Opening later) {
        return hasFailed() ? later : this;
    }

    /**
     * The model, for whoever needs it at once: it is open where its task has reported so.
     *
     * @throws IllegalStateException where it cannot be opened here, or nobody has begun to
     */
    public Model get() throws InterruptedException {
        CompletableFuture<Model> begun;
        synchronized (this) {
            begun = model;
        }
        if (begun == null) {
            throw new IllegalStateException("nobody in this task opens the bundle");
        }
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("this task manager lacks a bundle that frames meet", e.getCause());
        }
    }
}
