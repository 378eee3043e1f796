package dev.offramp.cli.run;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;

/** A job that was sent to a cluster. */
public record RunningJob(JobClient client) {

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    public String id() {
        return client.getJobID().toHexString();
    }

    /** Fails with the job's own reason unless it is alive. */
    public void requireAlive() {
        if (status().isGloballyTerminalState()) {
            awaitEnd();
            throw new CommandFailure("job " + id() + " ended before its time: " + status());
        }
    }

    /** Ends it without a savepoint; returns when it has ended. */
    public void cancel() {
        try {
            await(client.cancel());
        } catch (ExecutionException failure) {
            throw new CommandFailure("job " + id() + " could not be cancelled: " + reasonOf(failure), failure);
        }
        awaitEnd();
    }

    /** Whether it has ended, after so long at most. */
    boolean hasEnded(Duration patience) {
        try {
            client.getJobExecutionResult().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException runs) {
            return false;
        } catch (ExecutionException ended) {
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns when the job has ended, and how: finished (stopped) or cancelled; fails with the job's own reason where it failed. */
    public JobStatus awaitEnd() {
        try {
            client.getJobExecutionResult().get();
            return JobStatus.FINISHED;
        } catch (ExecutionException failure) {
            if (status() == JobStatus.CANCELED) {
                return JobStatus.CANCELED;
            }
            throw new CommandFailure("the job failed: " + reasonOf(failure), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return JobStatus.CANCELED;
        }
    }

    private JobStatus status() {
        try {
            return await(client.getJobStatus());
        } catch (ExecutionException failure) {
            throw new CommandFailure("the cluster does not answer any more: " + reasonOf(failure), failure);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for the cluster", stopped);
        }
    }

    static void pause() {
        LockSupport.parkNanos(ASK_EVERY.toNanos());
    }

    /** The innermost cause in one line; a cluster sends its own as text, stack traces and all. */
    static String reasonOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return FlinkRest.reasonIn(root.getClass().getSimpleName() + ": " + root.getMessage());
    }
}
