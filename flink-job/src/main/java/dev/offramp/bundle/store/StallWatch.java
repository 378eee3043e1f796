package dev.offramp.bundle.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a stream, and closes it where nothing comes any more: a read that waits then ends. */
final class StallWatch implements AutoCloseable {

    private final InputStream stream;
    private final Duration patience;
    private volatile long progressNanos = System.nanoTime();
    private volatile boolean done;
    private volatile boolean stalled;

    private StallWatch(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience;
    }

    static StallWatch over(InputStream stream, Duration patience) {
        StallWatch watch = new StallWatch(stream, patience);
        watch.lookAfter(patience.toNanos());
        return watch;
    }

    /**
     * Bytes into the buffer, {@code most} at most; 0 or less at the end, or where most is 0.
     *
     * @throws IOException where the stream fails, or nothing came for as long as the patience
     */
    int read(byte[] buffer, long most) throws IOException {
        int read;
        try {
            read = stream.read(buffer, 0, (int) Math.min(buffer.length, most));
        } catch (IOException e) {
            throw stalled ? stall(e) : e;
        }
        if (stalled) { // some streams end when they are closed, others fail
            throw stall(null);
        }
        progressNanos = System.nanoTime();
        return read;
    }

    private IOException stall(@Nullable IOException cause) {
        return new IOException("nothing came for " + patience.toMillis() + " ms", cause);
    }

    private void lookAfter(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::look);
    }

    private void look() {
        long left = progressNanos + patience.toNanos() - System.nanoTime();
        if (done) {
            return;
        }
        if (left > 0) {
            lookAfter(left);
            return;
        }
        stalled = true;
        try {
            stream.close();
        } catch (IOException e) {
            done = true; // whoever reads it learns of it
        }
    }

    @Override
    public void close() {
        done = true;
    }
}
