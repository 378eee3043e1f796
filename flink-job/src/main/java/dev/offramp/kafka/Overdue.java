package dev.offramp.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it, unless it is closed within a time. An interrupt of its own it takes back when it is closed. */
final class Overdue implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private boolean isClosed;
    private boolean isPast;

    private Overdue() {}

    static Overdue after(Duration limit) {
        Overdue overdue = new Overdue();
        CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS).execute(overdue::ring);
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
    public synchronized void close() {
        isClosed = true;
        if (isPast) {
            Thread.interrupted();
        }
    }
}
