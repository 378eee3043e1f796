package dev.offramp.model;

import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.store.BundleSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens models on a thread of its own, one after the other, beside a task that goes on. */
public final class Loader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ModelSource models;
    private final String name;
    private @Nullable ExecutorService thread;

    /** @param name of the thread */
    public Loader(ModelSource models, String name) {
        this.models = models;
        this.name = name;
    }

    /** The model that news are about, once it is open. */
    public CompletableFuture<Model> model(News news) {
        return news.opening().begin(() -> open(news.notice().source().orElseThrow()), thread());
    }

    /** The model of a bundle, for nobody else. */
    public CompletableFuture<Model> model(BundleSource source) {
        return CompletableFuture.supplyAsync(() -> open(source), thread());
    }

    /** Where more can be done for a model. */
    public synchronized Executor thread() {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(work -> {
                Thread made = new Thread(work, name);
                made.setDaemon(true);
                return made;
            });
        }
        return thread;
    }

    private Model open(BundleSource source) {
        try {
            return models.open(source);
        } catch (BundleException | IOException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public synchronized void close() throws InterruptedException {
        if (thread != null) {
            thread.shutdownNow();
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // native code hears no interrupt
        }
    }
}
