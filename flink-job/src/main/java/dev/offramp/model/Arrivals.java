package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * What a task makes of models that it is told of, beside those that run: it is made on another thread, and looked for on the task's own
 * again and again, so that whoever uses it needs no locks. Not thread-safe.
 *
 * @param <T> what is made of one
 */
public final class Arrivals<T> {

    private static final long CHECK_MILLIS = 50;

    /** Who makes it, on the task's thread unless it says otherwise. */
    public interface Owner<T> {

        /** Begins to make it, on another thread. */
        CompletableFuture<T> begin(News news);

        /** It is made. */
        void arrived(BundleId bundle, T part) throws Exception;

        /** The last sample of the model has gone by. */
        void left(BundleId bundle);

        /** A part that was made in vain; on whatever thread. */
        void discard(T part);

        /** Tells whether it is ready in a round, or why not. */
        void report(Notice notice, Optional<String> problem);
    }

    /** One that is being made. */
    private record Coming<T>(Notice notice, CompletableFuture<T> part) {}

    private final Owner<T> owner;
    private final ProcessingTimeService clock;
    private final Heard heard;
    private final Map<BundleId, Coming<T>> coming = new HashMap<>();
    private final Set<BundleId> here = new HashSet<>();
    private boolean checks;

    /** @param task whose input is by lane */
    public Arrivals(Owner<T> owner, ProcessingTimeService clock, TaskInfo task) {
        this.owner = owner;
        this.clock = clock;
        this.heard = new Heard(task);
    }

    /** A model that is there from the beginning. */
    public void put(BundleId bundle) {
        here.add(bundle);
    }

    /** News of a model. */
    public void hear(News news) {
        switch (heard.of(news.notice())) {
            case COMES -> arrive(news, news.notice().bundle());
            case HAS_LEFT -> leave(news.notice().bundle());
            case NOTHING_NEW -> {}
        }
    }

    private void arrive(News news, BundleId bundle) {
        if (here.contains(bundle)) {
            owner.report(news.notice(), Optional.empty());
            return;
        }
        Coming<T> before = coming.get(bundle);
        CompletableFuture<T> part =
                before == null || before.part().isCompletedExceptionally() ? owner.begin(news) : before.part();
        coming.put(bundle, new Coming<>(news.notice(), part));
        checkLater();
    }

    private void leave(BundleId bundle) {
        Coming<T> inVain = coming.remove(bundle);
        if (inVain != null) {
            discard(inVain);
        }
        if (here.remove(bundle)) {
            owner.left(bundle);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of it does not matter
    private void discard(Coming<T> inVain) {
        inVain.part().thenAccept(owner::discard);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it rings on the task's thread
    private void checkLater() {
        if (!checks) {
            checks = true;
            clock.registerTimer(clock.getCurrentProcessingTime() + CHECK_MILLIS, time -> check());
        }
    }

    private void check() throws Exception {
        checks = false;
        for (Coming<T> one : List.copyOf(coming.values())) {
            if (one.part().isDone()) {
                coming.remove(one.notice().bundle());
                settle(one);
            }
        }
        if (!coming.isEmpty()) {
            checkLater();
        }
    }

    /** Waits for a model whose first sample is there, as it may be where a job begins again. */
    public void await(BundleId bundle) throws Exception {
        Coming<T> one = coming.remove(bundle);
        if (one != null) {
            settle(one);
        }
    }

    private void settle(Coming<T> one) throws Exception {
        T part;
        try {
            part = one.part().get();
        } catch (ExecutionException e) {
            owner.report(one.notice(), Optional.of(reason(e)));
            return;
        }
        here.add(one.notice().bundle());
        owner.arrived(one.notice().bundle(), part);
        owner.report(one.notice(), Optional.empty());
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Whatever is made still is made in vain. */
    public void close() {
        coming.values().forEach(this::discard);
        coming.clear();
    }
}
