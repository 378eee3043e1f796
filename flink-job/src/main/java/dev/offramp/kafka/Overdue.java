package dev.offramp.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it, unless it is closed within a time. An interrupt of its own it takes back when it is closed. */
final class Overdue implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private boolean isClosed;
    private boolean isPast;

    private Overdue() {}

    static Overdue after(Duration limit) {
        Overdue overdue = new Overdue();
        var unused = overdue.closing
                .orTimeout(
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS) // by a thread of the JDK's, which is there from the first time on
                .exceptionally(late -> {
                    overdue.ring();
                    return null;
                });
        return overdue;
    }

    private synchronized void ring() {
        if (!isClosed) {
            isPast = true;
            thread.interrupt();
        }
    }

    /** Whether the time is over, and so the thread was interrupted. */
    synchronized boolean isPast() {
        return isPast;
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            if (isPast) {
                Thread.interrupted();
            }
        }
        closing.complete(null); // and the timer holds nothing any more
    }
}
