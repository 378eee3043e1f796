package dev.offramp.model;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.memory.SharedResources;
import org.jspecify.annotations.Nullable;

/**
 * Opens models on a thread of its own, one after the other, beside a task that goes on and takes precedence. What it opens, it shares with
 * the other tasks of its job in the process. See RATIONALE.md of {@code refresh}.
 */
public final class Loader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ModelSource models;
    private final String name;
    private final String share;
    private final SharedResources ofProcess;
    private final OpenedTogether together;
    private @Nullable ExecutorService thread;

    /** What is made of a model. */
    public interface Making<T> {
        T of(Model model) throws Exception;
    }

    /**
     * A loader of a task.
     *
     * @param name of the thread
     */
    public Loader(ModelSource models, String name, Environment task) throws Exception {
        this.models = models;
        this.name = name;
        this.share = "dev.offramp.bundles-opened-together/" + task.getJobID(); // another job has other classes
        this.ofProcess = task.getSharedResources();
        this.together = ofProcess
                .getOrAllocateSharedResource(share, this, size -> new OpenedTogether(), 0)
                .resourceHandle();
    }

    /** The model that news are about, once it is open. */
    public CompletableFuture<Model> model(News news) {
        return news.opening().begin(() -> open(news.notice()), thread());
    }

    /** What a task makes of the model that news are about; no other task of the process makes anything meanwhile. */
    public <T> CompletableFuture<T> part(News news, Making<T> making) {
        return model(news).thenApplyAsync(model -> finished(() -> together.inTurn(() -> making.of(model))), thread());
    }

    /** What samples of a bundle will name, once it is sure that it can be served. */
    public CompletableFuture<BundleId> check(BundleSource source) {
        return CompletableFuture.supplyAsync(() -> finished(() -> models.check(source)), thread());
    }

    /** Where more can be done for a model. */
    public synchronized Executor thread() {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(work -> {
                Thread made = new Thread(() -> runLow(work), name);
                made.setDaemon(true);
                return made;
            });
        }
        return thread;
    }

    private static void runLow(Runnable work) {
        Niceness.lowerThisThread();
        work.run();
    }

    private Model open(Notice notice) {
        BundleSource source = notice.source().orElseThrow();
        try {
            return together.model(notice, () -> models.open(source));
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static <T> T finished(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public synchronized void close() throws Exception {
        ofProcess.release(share, this, size -> {});
        if (thread != null) {
            thread.shutdownNow();
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // native code hears no interrupt
        }
    }
}
