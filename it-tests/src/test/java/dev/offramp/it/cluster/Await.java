package dev.offramp.it.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, within a bounded time, for what another process does. */
public final class Await {

    private static final long PERIOD_MILLIS = 100;

    private Await() {}

    /**
     * Asks until there is an answer; what a question throws ends the wait.
     *
     * @param what is asked for; of a wait in vain, what is left of it
     */
    public static <T> T answer(Object what, Duration patience, Callable<Optional<T>> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
        var unused =
                asking.scheduleWithFixedDelay(() -> ask(question, answer), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("waited " + patience.toSeconds() + " s in vain for " + what, e);
        } catch (ExecutionException e) {
            throw new AssertionError("could not wait for " + what, e.getCause());
        } finally {
            asking.shutdownNow();
        }
    }

    /**
     * Asks until it is so.
     *
     * @param what as above
     */
    public static void until(Object what, Duration patience, Callable<Boolean> question) throws Exception {
        answer(what, patience, () -> question.call() ? Optional.of(true) : Optional.empty());
    }

    private static <T> void ask(Callable<Optional<T>> question, CompletableFuture<T> answer) {
        try {
            question.call().ifPresent(answer::complete);
        } catch (Exception | AssertionError e) {
            answer.completeExceptionally(e);
        }
    }
}
